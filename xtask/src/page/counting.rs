//! Makes a chunk of the page count what it allocates: the wasm that ships, with eight instructions more at the head of its
//! allocator.
//!
//! A counting allocator of our own would be the one piece of `unsafe` code in the workspace, would need a build of its own, and
//! would count another program than the one that ships. What the page asks of its memory all goes through one function.

use anyhow::{Context, Result, ensure};
use walrus::{
    ConstExpr, FunctionId, FunctionKind, Module, ValType,
    ir::{BinaryOp, Value},
};

/// Under these names the page gives out how often memory was asked for, and how many bytes: whole numbers that begin again
/// after four thousand million.
const ALLOCATIONS: &str = "countedAllocations";
const BYTES: &str = "countedBytes";

/// Counts every call of the allocator. What grows where it stands is not counted; what has to move is.
///
/// # Errors
/// When the allocator is not the one that is known.
pub(super) fn count(module: &mut Module) -> Result<()> {
    let malloc = allocator(module)?;
    let [allocations, bytes] = [ALLOCATIONS, BYTES].map(|name| {
        let counted = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(name, counted);
        counted
    });
    let FunctionKind::Local(malloc) = &mut module.funcs.get_mut(malloc).kind else {
        anyhow::bail!("the allocator is not in the wasm");
    };
    // The allocator itself, where it is still handed over, comes first.
    let size = *malloc.args.last().context("the allocator is asked for no size")?;
    ensure!(module.locals.get(size).ty() == ValType::I32, "the allocator's size is no whole number");
    let mut body = malloc.builder_mut().func_body();
    body.global_get_at(0, allocations)
        .const_at(1, Value::I32(1))
        .binop_at(2, BinaryOp::I32Add)
        .global_set_at(3, allocations)
        .global_get_at(4, bytes)
        .local_get_at(5, size)
        .binop_at(6, BinaryOp::I32Add)
        .global_set_at(7, bytes);
    Ok(())
}

/// The one function through which all memory is asked for: `malloc` of the `dlmalloc` that Rust brings along.
fn allocator(module: &Module) -> Result<FunctionId> {
    let named =
        |name: &str| name.contains("dlmalloc") && (name.contains("6malloc") || name.ends_with("::malloc"));
    let found: Vec<_> = module
        .funcs
        .iter()
        .filter(|function| function.name.as_deref().is_some_and(named))
        .map(|function| function.id())
        .collect();
    ensure!(found.len() == 1, "{} functions of the wasm could be its allocator; one is", found.len());
    Ok(found[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ir::Instr};

    /// A module with an allocator of this name, which answers where memory begins.
    fn module(name: &str) -> Module {
        let mut module = Module::default();
        let mut builder =
            FunctionBuilder::new(&mut module.types, &[ValType::I32, ValType::I32], &[ValType::I32]);
        builder.name(name.to_owned()).func_body().i32_const(1024);
        let arguments = vec![module.locals.add(ValType::I32), module.locals.add(ValType::I32)];
        let made = builder.finish(arguments, &mut module.funcs);
        module.exports.add("malloc", made);
        module
    }

    #[test]
    fn what_is_asked_for_is_counted_before_anything_else_is_done() {
        let mut module = module("<dlmalloc::dlmalloc::Dlmalloc<dlmalloc::sys::System>>::malloc");
        count(&mut module).unwrap();
        let malloc = module.funcs.get(allocator(&module).unwrap()).kind.unwrap_local();
        let size = *malloc.args.last().unwrap();
        let body = malloc.block(malloc.entry_block());
        assert_eq!(body.instrs.len(), 9, "eight more than it had");
        let asked = matches!(&body.instrs[5].0, Instr::LocalGet(got) if got.local == size);
        assert!(asked, "the size that was asked for");
        for name in [ALLOCATIONS, BYTES] {
            assert!(module.exports.iter().any(|export| export.name == name), "{name}");
        }
    }

    #[test]
    fn a_page_whose_allocator_is_not_known_is_not_counted() {
        assert!(
            count(&mut module("talc::malloc")).is_err(),
            "nothing would be counted, and it would look like little"
        );
    }
}
