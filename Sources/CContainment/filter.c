#define _GNU_SOURCE
#include "CContainment.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The filter knows the system calls of x86_64 and aarch64 only."
#endif

/* Not in older headers. */
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

static const struct {
    int call;
    enum containment_denial denial;
} denied[] = {
    {SYS_socketpair, CONTAINMENT_NETWORK},
    {SYS_connect, CONTAINMENT_NETWORK},
    {SYS_bind, CONTAINMENT_NETWORK},

    {SYS_clone, CONTAINMENT_PROCESS},
    {SYS_clone3, CONTAINMENT_PROCESS},
    {SYS_execve, CONTAINMENT_PROCESS},
    {SYS_execveat, CONTAINMENT_PROCESS},
    {SYS_setsid, CONTAINMENT_PROCESS},
    {SYS_setpgid, CONTAINMENT_PROCESS},
    {SYS_ptrace, CONTAINMENT_PROCESS},
    {SYS_process_vm_readv, CONTAINMENT_PROCESS},
    {SYS_process_vm_writev, CONTAINMENT_PROCESS},
    {SYS_pidfd_open, CONTAINMENT_PROCESS},
    {SYS_pidfd_getfd, CONTAINMENT_PROCESS},

    {SYS_pidfd_send_signal, CONTAINMENT_SIGNAL},
    {SYS_rt_sigqueueinfo, CONTAINMENT_SIGNAL},
    {SYS_rt_tgsigqueueinfo, CONTAINMENT_SIGNAL},

    {SYS_openat2, CONTAINMENT_FILES},
    {SYS_unlinkat, CONTAINMENT_FILES},
    {SYS_renameat2, CONTAINMENT_FILES},
    {SYS_mkdirat, CONTAINMENT_FILES},
    {SYS_linkat, CONTAINMENT_FILES},
    {SYS_symlinkat, CONTAINMENT_FILES},
    {SYS_mknodat, CONTAINMENT_FILES},
    {SYS_truncate, CONTAINMENT_FILES},
    {SYS_ftruncate, CONTAINMENT_FILES},
    {SYS_fchmod, CONTAINMENT_FILES},
    {SYS_fchmodat, CONTAINMENT_FILES},
    {SYS_fchmodat2, CONTAINMENT_FILES},
    {SYS_fchown, CONTAINMENT_FILES},
    {SYS_fchownat, CONTAINMENT_FILES},
    {SYS_utimensat, CONTAINMENT_FILES},
    {SYS_setxattr, CONTAINMENT_FILES},
    {SYS_lsetxattr, CONTAINMENT_FILES},
    {SYS_fsetxattr, CONTAINMENT_FILES},
    {SYS_removexattr, CONTAINMENT_FILES},
    {SYS_lremovexattr, CONTAINMENT_FILES},
    {SYS_fremovexattr, CONTAINMENT_FILES},

    {SYS_ppoll, CONTAINMENT_WAITING},
    {SYS_pselect6, CONTAINMENT_WAITING},
    {SYS_epoll_pwait, CONTAINMENT_WAITING},
    {SYS_rt_sigsuspend, CONTAINMENT_WAITING},
    {SYS_rt_sigtimedwait, CONTAINMENT_WAITING},
    {SYS_nanosleep, CONTAINMENT_WAITING},
    {SYS_clock_nanosleep, CONTAINMENT_WAITING},

    {SYS_mount, CONTAINMENT_MACHINE},
    {SYS_umount2, CONTAINMENT_MACHINE},
    {SYS_pivot_root, CONTAINMENT_MACHINE},
    {SYS_chroot, CONTAINMENT_MACHINE},
    {SYS_setns, CONTAINMENT_MACHINE},
    {SYS_unshare, CONTAINMENT_MACHINE},
    {SYS_io_uring_setup, CONTAINMENT_MACHINE},
    {SYS_bpf, CONTAINMENT_MACHINE},
    {SYS_perf_event_open, CONTAINMENT_MACHINE},
    {SYS_userfaultfd, CONTAINMENT_MACHINE},
    {SYS_add_key, CONTAINMENT_MACHINE},
    {SYS_keyctl, CONTAINMENT_MACHINE},
    {SYS_request_key, CONTAINMENT_MACHINE},
    {SYS_init_module, CONTAINMENT_MACHINE},
    {SYS_finit_module, CONTAINMENT_MACHINE},
    {SYS_delete_module, CONTAINMENT_MACHINE},
    {SYS_kexec_load, CONTAINMENT_MACHINE},
    {SYS_reboot, CONTAINMENT_MACHINE},
    {SYS_swapon, CONTAINMENT_MACHINE},
    {SYS_swapoff, CONTAINMENT_MACHINE},
    {SYS_acct, CONTAINMENT_MACHINE},
    {SYS_settimeofday, CONTAINMENT_MACHINE},
    {SYS_clock_settime, CONTAINMENT_MACHINE},
    {SYS_adjtimex, CONTAINMENT_MACHINE},
    {SYS_clock_adjtime, CONTAINMENT_MACHINE},
    {SYS_sethostname, CONTAINMENT_MACHINE},
    {SYS_setdomainname, CONTAINMENT_MACHINE},
    {SYS_setrlimit, CONTAINMENT_MACHINE},
    {SYS_setuid, CONTAINMENT_MACHINE},
    {SYS_setgid, CONTAINMENT_MACHINE},
    {SYS_setresuid, CONTAINMENT_MACHINE},
    {SYS_setresgid, CONTAINMENT_MACHINE},

#if defined(__x86_64__) /* elsewhere only their newer forms above */
    {SYS_fork, CONTAINMENT_PROCESS},
    {SYS_vfork, CONTAINMENT_PROCESS},
    {SYS_creat, CONTAINMENT_FILES},
    {SYS_unlink, CONTAINMENT_FILES},
    {SYS_rmdir, CONTAINMENT_FILES},
    {SYS_rename, CONTAINMENT_FILES},
    {SYS_mkdir, CONTAINMENT_FILES},
    {SYS_link, CONTAINMENT_FILES},
    {SYS_symlink, CONTAINMENT_FILES},
    {SYS_mknod, CONTAINMENT_FILES},
    {SYS_chmod, CONTAINMENT_FILES},
    {SYS_chown, CONTAINMENT_FILES},
    {SYS_lchown, CONTAINMENT_FILES},
    {SYS_utime, CONTAINMENT_FILES},
    {SYS_utimes, CONTAINMENT_FILES},
    {SYS_futimesat, CONTAINMENT_FILES},
    {SYS_pause, CONTAINMENT_WAITING},
    {SYS_poll, CONTAINMENT_WAITING},
    {SYS_select, CONTAINMENT_WAITING},
    {SYS_epoll_wait, CONTAINMENT_WAITING},
    {SYS_iopl, CONTAINMENT_MACHINE},
    {SYS_ioperm, CONTAINMENT_MACHINE},
#endif
#ifdef SYS_renameat
    {SYS_renameat, CONTAINMENT_FILES},
#endif
};

enum { DENIED = sizeof denied / sizeof *denied, MOST = 2 * DENIED + 80 };

/* ---- the filter: a program for the kernel's packet filter ---- */

static struct sock_filter program[MOST];
static unsigned short length = 0;

static void emit(unsigned short code, uint32_t operand, unsigned char if_true,
                 unsigned char if_false) {
    program[length++] = (struct sock_filter)BPF_JUMP(code, operand, if_true, if_false);
}

static void load(uint32_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, offset, 0, 0); }
/* The lower half: both architectures are little-endian. */
static void load_argument(unsigned index) {
    load((uint32_t)(offsetof(struct seccomp_data, args) + index * sizeof(uint64_t)));
}
static void load_call(void) { load(offsetof(struct seccomp_data, nr)); }

static void answer(uint32_t action) { emit(BPF_RET | BPF_K, action, 0, 0); }
static void allow(void) { answer(SECCOMP_RET_ALLOW); }
static void deny(enum containment_denial denial) { answer(SECCOMP_RET_TRAP | denial); }

/* The next `count` instructions are for this call only. */
static void only_for(int call, unsigned char count) {
    emit(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, count);
}

/* Its own process only. */
static void allow_to_self(int call, uint32_t self) {
    only_for(call, 4);
    load_argument(0);
    emit(BPF_JMP | BPF_JEQ | BPF_K, self, 1, 0);
    deny(CONTAINMENT_SIGNAL);
    allow();
}

/* Reading only. */
static void allow_reading(int call, unsigned flags_argument) {
    only_for(call, 4);
    load_argument(flags_argument);
    emit(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1);
    deny(CONTAINMENT_FILES);
    allow();
}

/* One thread runs everything, so whoever waits for another one waits for ever. */
static void deny_waiting(void) {
    only_for(SYS_futex, 6);
    load_argument(1);
    emit(BPF_ALU | BPF_AND | BPF_K, FUTEX_CMD_MASK, 0, 0);
    emit(BPF_JMP | BPF_JEQ | BPF_K, FUTEX_WAIT, 2, 0);
    emit(BPF_JMP | BPF_JEQ | BPF_K, FUTEX_WAIT_BITSET, 1, 0);
    allow();
    deny(CONTAINMENT_WAITING);
}

/* Asking for a limit is free. */
static void deny_new_limits(void) {
    only_for(SYS_prlimit64, 4);
    load_argument(2);
    emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0);
    deny(CONTAINMENT_MACHINE);
    allow();
}

/* The C library asks a service of the machine, if there is one, for what it else reads in files, such
   as a user's home. */
static void deny_sockets(void) {
    only_for(SYS_socket, 4);
    load_argument(0);
    emit(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0);
    deny(CONTAINMENT_NETWORK);
    answer(SECCOMP_RET_ERRNO | EACCES);
}

static void deny_outliving(void) {
    only_for(SYS_prctl, 4);
    load_argument(0);
    emit(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_PDEATHSIG, 0, 1);
    deny(CONTAINMENT_PROCESS);
    allow();
}

static void write_program(void) {
    uint32_t self = (uint32_t)syscall(SYS_getpid);
    length = 0;
    load(offsetof(struct seccomp_data, arch));
    emit(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
    answer(SECCOMP_RET_KILL_PROCESS);
    load_call();
#if defined(__x86_64__)
    emit(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1); /* the x32 calls */
    answer(SECCOMP_RET_KILL_PROCESS);
#endif
    deny_waiting();
    allow_reading(SYS_openat, 2);
#if defined(__x86_64__)
    allow_reading(SYS_open, 1);
#endif
    allow_to_self(SYS_kill, self);
    allow_to_self(SYS_tkill, self);
    allow_to_self(SYS_tgkill, self);
    deny_new_limits();
    deny_outliving();
    deny_sockets();
    for (unsigned i = 0; i < DENIED; i++) {
        only_for(denied[i].call, 1);
        deny(denied[i].denial);
    }
    allow();
}

/* Binds ordinary users only, and where there is no filter, too. */
static void forbid_processes(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_NPROC, &none);
}

bool containment_filter_calls(void) {
    forbid_processes();
    write_program();
    struct sock_fprog filter = {.len = length, .filter = program};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

bool containment_has_call_filter(void) {
    uint32_t action = SECCOMP_RET_TRAP;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

void containment_close_from(int first) {
    if (syscall(SYS_close_range, (unsigned)first, ~0u, 0) == 0) return;
    for (int descriptor = first; descriptor < 1024; descriptor++) close(descriptor);
}

void containment_fix_addresses(bool fixed) {
    int now = personality(0xffffffff);
    if (now >= 0) personality(fixed ? now | ADDR_NO_RANDOMIZE : now & ~ADDR_NO_RANDOMIZE);
}
