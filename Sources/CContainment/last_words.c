#define _GNU_SOURCE
#include "CContainment.h"
#include <execinfo.h>
#include <poll.h>
#include <pthread.h>
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
    SOME_MEMORY = 16 << 20,
    SOME_STACK = 64 << 10,
    SECONDS_TO_SPEAK = 2,
    UNWOUND_FRAMES = 64,
};

static struct last_words *words = 0;
static void (*speak)(void) = 0;
static void *reserve = MAP_FAILED;
static uint64_t end_of_stack = 0;

static uint64_t stack_pointer(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uint64_t)context->uc_mcontext.gregs[REG_RSP];
#else
    return context->uc_mcontext.sp;
#endif
}

static uint64_t frame_pointer(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uint64_t)context->uc_mcontext.gregs[REG_RBP];
#else
    return context->uc_mcontext.regs[29];
#endif
}

static uint64_t instruction(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uint64_t)context->uc_mcontext.gregs[REG_RIP];
#else
    return context->uc_mcontext.pc;
#endif
}

/* A return address is that of the instruction after the call. */
static void note_frame(uint64_t address, bool is_return) {
    if (words->frame_count < CONTAINMENT_FRAMES)
        words->frames[words->frame_count++] = is_return ? address - 1 : address;
}

/* As the unwinding tables have it, but for the frames of the handler itself. They end early where a
   table is missing: the jumps through which libraries call each other have none. */
static void note_unwound_frames(uint64_t at) {
    void *stack[UNWOUND_FRAMES];
    int count = backtrace(stack, UNWOUND_FRAMES);
    int first = 0;
    while (first < count && (uint64_t)stack[first] != at) first++;
    for (int i = first + 1; i < count; i++) note_frame((uint64_t)stack[i], true);
}

/* From one frame pointer to the next, as far as they lie on the stack. */
static void note_linked_frames(const ucontext_t *context) {
    uint64_t frame = frame_pointer(context);
    if (stack_pointer(context) + sizeof frame > end_of_stack) return;
    note_frame(*(const uint64_t *)stack_pointer(context), true);
    while (frame >= stack_pointer(context) && frame % sizeof frame == 0
           && frame + 2 * sizeof frame <= end_of_stack) {
        const uint64_t *pair = (const uint64_t *)frame;
        note_frame(pair[1], true);
        if (pair[0] <= frame) break;
        frame = pair[0];
    }
}

static void note_frames(const ucontext_t *context) {
    words->frame_count = 0;
    note_frame(instruction(context), false);
    note_unwound_frames(instruction(context));
    note_linked_frames(context);
}

static bool is_memory_left(void) {
    void *some = mmap(0, SOME_MEMORY, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (some != MAP_FAILED) munmap(some, SOME_MEMORY);
    return some != MAP_FAILED;
}

/* A stack that overflows is touched beside the stack pointer. */
static int ran_out_of(int signal, const siginfo_t *info, const ucontext_t *context) {
    int64_t distance = (int64_t)((uint64_t)info->si_addr - stack_pointer(context));
    if (signal == SIGSEGV && -SOME_STACK < distance && distance < SOME_STACK)
        return RAN_OUT_OF_STACK;
    return is_memory_left() ? RAN_OUT_OF_NOTHING : RAN_OUT_OF_MEMORY;
}

/* Not all of it is safe in a signal handler: where the code died in the allocator, the alarm ends the
   attempt. */
static void handle(int signal, siginfo_t *info, void *context) {
    alarm(SECONDS_TO_SPEAK);
    words->ran_out_of = ran_out_of(signal, info, context);
    if (reserve != MAP_FAILED) munmap(reserve, RESERVE);
    reserve = MAP_FAILED;
    words->signal = signal;
    words->denial = signal == SIGSYS ? info->si_errno : CONTAINMENT_NONE;
    note_frames(context);
    speak();
    raise(signal);
}

static void find_end_of_stack(void) {
    pthread_attr_t attributes;
    void *start = 0;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    pthread_attr_getstack(&attributes, &start, &size);
    pthread_attr_destroy(&attributes);
    end_of_stack = (uint64_t)start + size;
}

void last_words_prepare(struct last_words *place, void (*what)(void)) {
    words = place;
    speak = what;
    reserve = mmap(0, RESERVE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    void *memory = mmap(0, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack = {.ss_sp = memory, .ss_size = STACK};
    sigaltstack(&stack, 0);
    void *frame[1];
    find_end_of_stack();
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
