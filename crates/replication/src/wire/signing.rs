//! The bytes that a device and a server sign to prove themselves to one another.

use crate::wire::{Epoch, PROTOCOL};
use clinical::{DeviceId, Incarnation, UtcMillis};

/// What a device signs in its `HELLO`: a domain tag, the server's nonce and everything the message says.
pub fn hello_bytes(
    nonce: &[u8; 32],
    device: &DeviceId,
    incarnation: &Incarnation,
    time: UtcMillis,
) -> Vec<u8> {
    let mut bytes = b"wardlight/hello/v1\0".to_vec();
    bytes.extend_from_slice(nonce);
    bytes.extend_from_slice(&PROTOCOL.to_be_bytes());
    bytes.extend_from_slice(device.as_bytes());
    bytes.extend_from_slice(incarnation.as_bytes());
    bytes.extend_from_slice(&time.0.to_be_bytes());
    bytes
}

/// What a server signs in its `WELCOME`: a domain tag, its nonce, the device it speaks to, its epoch and its time. The
/// device's own `HELLO` time is part of it, so that an old welcome cannot be played again to a device.
pub fn welcome_bytes(
    nonce: &[u8; 32],
    device: &DeviceId,
    hello_time: UtcMillis,
    epoch: &Epoch,
    time: UtcMillis,
) -> Vec<u8> {
    let mut bytes = b"wardlight/welcome/v1\0".to_vec();
    bytes.extend_from_slice(nonce);
    bytes.extend_from_slice(device.as_bytes());
    bytes.extend_from_slice(&hello_time.0.to_be_bytes());
    bytes.extend_from_slice(&epoch.server);
    bytes.extend_from_slice(&epoch.epoch);
    bytes.extend_from_slice(&time.0.to_be_bytes());
    bytes
}
