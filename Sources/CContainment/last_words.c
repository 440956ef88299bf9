#define _GNU_SOURCE
#include "CContainment.h"
#include <execinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS,  SIGFPE,
                              SIGSYS, SIGABRT, SIGPROF, SIGXCPU, SIGXFSZ};

enum {
    STACK = 8 << 20,
    /* Address space that is given back to who speaks: the limit may have been reached. */
    RESERVE = 256 << 20,
    SECONDS_TO_SPEAK = 2,
};

static struct last_words *words = 0;
static void (*speak)(void) = 0;
static void *reserve = MAP_FAILED;

static uint64_t instruction(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uint64_t)context->uc_mcontext.gregs[REG_RIP];
#else
    return context->uc_mcontext.pc;
#endif
}

/* What stands on the stack, but for the frames of the handler itself. A return address is that of the
   instruction after the call. */
static void note_frames(uint64_t at) {
    void *stack[CONTAINMENT_FRAMES];
    int count = backtrace(stack, CONTAINMENT_FRAMES);
    int first = 0;
    while (first < count && (uint64_t)stack[first] != at) first++;
    if (first == count) first = 0;
    words->frame_count = 0;
    for (int i = first; i < count; i++) {
        uint64_t address = (uint64_t)stack[i];
        words->frames[words->frame_count++] = address == at ? address : address - 1;
    }
}

/* Not all of it is safe in a signal handler: where the code died in the allocator, the alarm ends the
   attempt. */
static void handle(int signal, siginfo_t *info, void *context) {
    alarm(SECONDS_TO_SPEAK);
    if (reserve != MAP_FAILED) munmap(reserve, RESERVE);
    reserve = MAP_FAILED;
    words->signal = signal;
    words->denial = signal == SIGSYS ? info->si_errno : CONTAINMENT_NONE;
    note_frames(instruction(context));
    speak();
    raise(signal);
}

void last_words_prepare(struct last_words *place, void (*what)(void)) {
    words = place;
    speak = what;
    reserve = mmap(0, RESERVE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    void *memory = mmap(0, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack = {.ss_sp = memory, .ss_size = STACK};
    sigaltstack(&stack, 0);
    void *frame[1];
    backtrace(frame, 1); /* loads the unwinder, which can't be done in a handler */
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action = {.sa_sigaction = handle};
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | (int)SA_RESETHAND;
        sigaction(signals[i], &action, 0);
    }
}

bool child_ends_within(pid_t child, int milliseconds) {
    int descriptor = (int)syscall(SYS_pidfd_open, child, 0);
    if (descriptor < 0) return true;
    struct pollfd end = {.fd = descriptor, .events = POLLIN};
    int ready = poll(&end, 1, milliseconds);
    close(descriptor);
    return ready > 0;
}
