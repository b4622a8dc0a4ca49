/*
 * Loaded before the C library of a test process (LD_PRELOAD): writes down every change that the process makes to files
 * under one folder, in the order in which they happen, and can make the Nth of them fail. Never part of a product.
 *
 * One lock stands around each call and its note, so the notes are in an order in which the calls really happened. A way
 * of writing that is not known here ends the process: a record with gaps would prove nothing.
 *
 * Environment: WARDLIGHT_UNDER the folder, WARDLIGHT_NOTES the file for the notes. The process speaks to the recorder by
 * writing to `io.control` in the folder: "mark TEXT", "arm MODE N STICKY" (modes: 1 EIO, 2 ENOSPC, 3 half a write and
 * then ENOSPC), "disarm", after which the file holds how many calls failed and how many were counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, SYNC_FOLDER, MARK, LINK };
enum { NONE = 0, PLAIN, FOLDER, CONTROL };
enum { EIO_MODE = 1, FULL_MODE, SHORT_MODE };
#define FDS 4096

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *under;
static size_t under_len;
static int notes = -1;
static struct { unsigned char what; uint64_t id; char path[256]; } held[FDS];
static struct { int mode; long nth, counted, failed; int sticky; } armed;

#define REAL(name) ((__typeof__(name) *)real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static void stop(const char *why) {
    REAL(write)(2, "recorder: ", 10);
    REAL(write)(2, why, strlen(why));
    REAL(write)(2, "\n", 1);
    abort();
}

static void all(int fd, const void *from, size_t len) {
    const char *at = from;
    while (len) {
        ssize_t n = REAL(write)(fd, at, len);
        if (n <= 0) stop("the notes cannot be written");
        at += n;
        len -= (size_t)n;
    }
}

static void note(uint8_t kind, uint64_t id, uint64_t offset, const void *bytes, size_t len) {
    unsigned char head[21];
    uint32_t size = (uint32_t)len;
    head[0] = kind;
    memcpy(head + 1, &id, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, &size, 4);
    all(notes, head, sizeof head);
    all(notes, bytes, len);
}

__attribute__((constructor)) static void begin(void) {
    under = getenv("WARDLIGHT_UNDER");
    const char *into = getenv("WARDLIGHT_NOTES");
    if (!under || !into) return;
    under_len = strlen(under);
    notes = REAL(open)(into, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (notes < 0) stop("the file for the notes cannot be made");
}

/* The path below the folder, or nothing where it is not ours. What SQLite keeps of its log in shared memory is no file. */
static const char *ours(const char *path) {
    if (notes < 0 || !path || strncmp(path, under, under_len) || path[under_len] != '/') return NULL;
    size_t len = strlen(path);
    if (len > 4 && !strcmp(path + len - 4, "-shm")) return NULL;
    return path + under_len + 1;
}

static int is(int fd, int what) { return notes >= 0 && fd >= 0 && fd < FDS && held[fd].what == what; }

/* Whether this call is the one that fails; under the lock. */
static int fails(int writes) {
    if (!armed.mode || (armed.mode != EIO_MODE && !writes)) return 0;
    armed.counted++;
    if (armed.counted < armed.nth || (armed.counted > armed.nth && !armed.sticky)) return 0;
    armed.failed++;
    errno = armed.mode == EIO_MODE ? EIO : ENOSPC;
    return 1;
}

static void control(int fd, const char *text, size_t len) {
    char line[512] = {0};
    memcpy(line, text, len < sizeof line - 1 ? len : sizeof line - 1);
    if (!strncmp(line, "mark ", 5)) {
        note(MARK, 0, 0, line + 5, strlen(line) - 5);
    } else if (!strncmp(line, "arm ", 4)) {
        memset(&armed, 0, sizeof armed);
        if (sscanf(line + 4, "%d %ld %d", &armed.mode, &armed.nth, &armed.sticky) != 3) stop("armed with what?");
    } else if (!strncmp(line, "disarm", 6)) {
        int n = snprintf(line, sizeof line, "%ld %ld", armed.failed, armed.counted);
        armed.mode = 0;
        if (REAL(ftruncate)(fd, 0) || REAL(pwrite)(fd, line, (size_t)n, 0) != n) stop("the control file");
    } else {
        stop("an unknown word to the recorder");
    }
}

static int opened(int fd, const char *path, int flags, int was_there) {
    const char *name = ours(path);
    if (fd < 0 || !name) return fd;
    struct stat st;
    if (fd >= FDS || fstat(fd, &st) || strlen(name) >= sizeof held[0].path) stop("a file that cannot be followed");
    held[fd].id = st.st_ino;
    strcpy(held[fd].path, name);
    if (!strcmp(name, "io.control")) {
        held[fd].what = CONTROL;
    } else if (S_ISDIR(st.st_mode)) {
        held[fd].what = FOLDER;
    } else {
        held[fd].what = PLAIN;
        if (!was_there) note(CREATE, st.st_ino, 0, name, strlen(name));
        else if (flags & O_TRUNC) note(TRUNCATE, st.st_ino, 0, "", 0);
    }
    return fd;
}

static int open_as(const char *path, int flags, mode_t mode) {
    const char *name = ours(path);
    if (!name) return REAL(openat)(AT_FDCWD, path, flags, mode);
    pthread_mutex_lock(&turn);
    int was_there = !REAL(access)(path, F_OK), fd;
    int makes = (flags & O_CREAT) && !was_there && strcmp(name, "io.control");
    fd = makes && fails(1) ? -1 : opened(REAL(openat)(AT_FDCWD, path, flags, mode), path, flags, was_there);
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE(flags) return open_as(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_as(path, flags, mode); }
int openat(int at, const char *path, int flags, ...) {
    MODE(flags)
    if (at == AT_FDCWD || (path && path[0] == '/')) return open_as(path, flags, mode);
    return REAL(openat)(at, path, flags, mode);
}
int openat64(int at, const char *path, int flags, ...) {
    MODE(flags)
    if (at == AT_FDCWD || (path && path[0] == '/')) return open_as(path, flags, mode);
    return REAL(openat)(at, path, flags, mode);
}
int creat(const char *path, mode_t mode) { return open_as(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
    if (notes < 0 || fd < 0 || fd >= FDS || !held[fd].what) return REAL(close)(fd);
    pthread_mutex_lock(&turn);
    held[fd].what = NONE;
    int done = REAL(close)(fd);
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t write_as(int fd, const void *bytes, size_t len, int64_t at) {
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    int plain = at < 0;
    if (plain) {
        int flags = fcntl(fd, F_GETFL);
        at = lseek(fd, 0, (flags & O_APPEND) ? SEEK_END : SEEK_CUR);
    }
    if (fails(1)) {
        int why = errno;
        /* Half of it lands, and the rest finds no room. */
        if (armed.mode == SHORT_MODE && len > 1) {
            ssize_t half = plain ? REAL(write)(fd, bytes, len / 2) : REAL(pwrite)(fd, bytes, len / 2, at);
            if (half > 0) {
                note(WRITE, held[fd].id, (uint64_t)at, bytes, (size_t)half);
                done = half;
                armed.nth = armed.counted + 1;
                armed.mode = FULL_MODE;
            }
        }
        errno = why;
    } else {
        done = plain ? REAL(write)(fd, bytes, len) : REAL(pwrite)(fd, bytes, len, at);
        if (done > 0) note(WRITE, held[fd].id, (uint64_t)at, bytes, (size_t)done);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t len) {
    if (is(fd, CONTROL)) {
        pthread_mutex_lock(&turn);
        control(fd, bytes, len);
        pthread_mutex_unlock(&turn);
        return (ssize_t)len;
    }
    return is(fd, PLAIN) ? write_as(fd, bytes, len, -1) : REAL(write)(fd, bytes, len);
}
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) {
    return is(fd, PLAIN) ? write_as(fd, bytes, len, at) : REAL(pwrite)(fd, bytes, len, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at) {
    return is(fd, PLAIN) ? write_as(fd, bytes, len, at) : REAL(pwrite)(fd, bytes, len, at);
}

static int truncate_as(int fd, off_t size) {
    if (!is(fd, PLAIN)) return REAL(ftruncate)(fd, size);
    pthread_mutex_lock(&turn);
    int done = fails(1) ? -1 : REAL(ftruncate)(fd, size);
    if (!done) note(TRUNCATE, held[fd].id, (uint64_t)size, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate(int fd, off_t size) { return truncate_as(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_as(fd, size); }

static int sync_as(int fd, int (*how)(int)) {
    if (!is(fd, PLAIN) && !is(fd, FOLDER)) return how(fd);
    pthread_mutex_lock(&turn);
    /* The bytes of a test need not reach a real disk: what counts is that it was asked for. */
    int done = fails(0) ? -1 : 0;
    if (!done && is(fd, PLAIN)) note(SYNC, held[fd].id, 0, "", 0);
    if (!done && is(fd, FOLDER)) note(SYNC_FOLDER, 0, 0, held[fd].path, strlen(held[fd].path));
    pthread_mutex_unlock(&turn);
    return done;
}
int fsync(int fd) { return sync_as(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_as(fd, REAL(fdatasync)); }

static int rename_as(const char *from, const char *to) {
    const char *a = ours(from), *b = ours(to);
    if (!a && !b) return REAL(rename)(from, to);
    if (!a || !b) stop("a file is moved into the folder or out of it");
    pthread_mutex_lock(&turn);
    int done = fails(0) ? -1 : REAL(rename)(from, to);
    if (!done) {
        char both[1024];
        int len = snprintf(both, sizeof both, "%s\n%s", a, b);
        note(RENAME, 0, 0, both, (size_t)len);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int rename(const char *from, const char *to) { return rename_as(from, to); }

int linkat(int a, const char *from, int b, const char *to, int flags) {
    const char *x = ours(from), *y = ours(to);
    if (!x && !y) return REAL(linkat)(a, from, b, to, flags);
    if (!x || !y) stop("a file is linked into the folder or out of it");
    pthread_mutex_lock(&turn);
    int done = fails(0) ? -1 : REAL(linkat)(a, from, b, to, flags);
    if (!done) {
        char both[1024];
        int len = snprintf(both, sizeof both, "%s\n%s", x, y);
        note(LINK, 0, 0, both, (size_t)len);
    }
    pthread_mutex_unlock(&turn);
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

static int unlink_as(const char *path) {
    if (!ours(path)) return REAL(unlink)(path);
    pthread_mutex_lock(&turn);
    int done = fails(0) ? -1 : REAL(unlink)(path);
    if (!done) note(UNLINK, 0, 0, ours(path), strlen(ours(path)));
    pthread_mutex_unlock(&turn);
    return done;
}
int unlink(const char *path) { return unlink_as(path); }

/* Ways of changing files that nothing here takes. */
#define NOT_KNOWN(fd, what) do { if (is(fd, PLAIN)) stop(what); } while (0)
ssize_t writev(int fd, const struct iovec *from, int n) { NOT_KNOWN(fd, "writev"); return REAL(writev)(fd, from, n); }
ssize_t pwritev(int fd, const struct iovec *from, int n, off_t at) {
    NOT_KNOWN(fd, "pwritev");
    return REAL(pwritev)(fd, from, n, at);
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t len, unsigned flags) {
    NOT_KNOWN(out, "copy_file_range");
    return REAL(copy_file_range)(in, from, out, to, len, flags);
}
int truncate(const char *path, off_t size) {
    if (ours(path)) stop("truncate");
    return REAL(truncate)(path, size);
}
int renameat(int a, const char *from, int b, const char *to) {
    if (ours(from) || ours(to)) stop("renameat");
    return REAL(renameat)(a, from, b, to);
}
int unlinkat(int at, const char *path, int flags) {
    if (ours(path) && !(flags & AT_REMOVEDIR)) stop("unlinkat");
    return REAL(unlinkat)(at, path, flags);
}
int symlink(const char *from, const char *to) {
    if (ours(to)) stop("symlink");
    return REAL(symlink)(from, to);
}
void *mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset) {
    if ((prot & PROT_WRITE) && (flags & MAP_SHARED)) NOT_KNOWN(fd, "a file is written through memory");
    return (void *)syscall(SYS_mmap, at, len, prot, flags, fd, offset);
}
void *mmap64(void *at, size_t len, int prot, int flags, int fd, off64_t offset) {
    return mmap(at, len, prot, flags, fd, offset);
}
