#define _GNU_SOURCE
#include "CVirtualClock.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000ll
/* Half a second before 2026 begins (UTC), so that what is done again soon is done on another day, in
   another month and year; and one hour after boot for the other clocks. */
#define REALTIME_BASE (1767225599ll * SECOND + SECOND / 2)
#define MONOTONIC_BASE (3600ll * SECOND)

static bool is_virtual = false;
static int64_t now_ns = 0;
static uint64_t random_state = 0;
static int64_t wall_offset_ns = 0;
static int64_t readings = 0;
static bool wall_clock_was_read = false;
static pid_t process_id = 0;
static char output[1 << 16];

void virtual_machine_start(void) {
    is_virtual = true;
    setvbuf(stdout, output, _IOFBF, sizeof output);
}

void virtual_machine_die_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

int virtual_machine_memory_file(const char *name) { return memfd_create(name, 0); }

/* ---- the clock ---- */

int64_t virtual_clock_now(void) { return now_ns; }
void virtual_clock_set(int64_t nanoseconds) { now_ns = nanoseconds; }
int64_t virtual_clock_wall_offset(void) { return wall_offset_ns; }
void virtual_clock_set_wall_offset(int64_t nanoseconds) { wall_offset_ns = nanoseconds; }
void virtual_clock_begin_step(void) { readings = 0; }
bool virtual_clock_told_wall_time(void) { return wall_clock_was_read; }
void virtual_clock_forget_readings(void) { wall_clock_was_read = false; }

/* Code that waits by reading the clock must see time pass. */
static void count_reading(void) {
    if (++readings > 1000) now_ns += 1000000;
}

static long (*real_syscall)(long, ...) = 0;
static void find_real_syscall(void) {
    if (!real_syscall) real_syscall = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
}

int clock_gettime(clockid_t id, struct timespec *ts) {
    if (!is_virtual) {
        find_real_syscall();
        return (int)real_syscall(SYS_clock_gettime, id, ts);
    }
    count_reading();
    if (id == CLOCK_REALTIME) wall_clock_was_read = true;
    int64_t base = id == CLOCK_REALTIME ? REALTIME_BASE : MONOTONIC_BASE;
    int64_t reading = base + now_ns + (id == CLOCK_REALTIME ? wall_offset_ns : 0);
    ts->tv_sec = reading / SECOND;
    ts->tv_nsec = reading % SECOND;
    return 0;
}

int gettimeofday(struct timeval *restrict tv, void *restrict zone) {
    (void)zone;
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    tv->tv_sec = ts.tv_sec;
    tv->tv_usec = ts.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *result) {
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    if (result) *result = ts.tv_sec;
    return ts.tv_sec;
}

int nanosleep(const struct timespec *request, struct timespec *rest) {
    if (!is_virtual) {
        find_real_syscall();
        return (int)real_syscall(SYS_nanosleep, request, rest);
    }
    now_ns += request->tv_sec * SECOND + request->tv_nsec;
    return 0;
}

int clock_nanosleep(clockid_t id, int flags, const struct timespec *request,
                    struct timespec *rest) {
    if (!is_virtual) {
        find_real_syscall();
        return real_syscall(SYS_clock_nanosleep, id, flags, request, rest) == 0 ? 0 : errno;
    }
    if (!(flags & TIMER_ABSTIME)) return nanosleep(request, rest);
    int64_t base = id == CLOCK_REALTIME ? REALTIME_BASE : MONOTONIC_BASE;
    int64_t until = request->tv_sec * SECOND + request->tv_nsec - base;
    if (id == CLOCK_REALTIME) until -= wall_offset_ns;
    if (until > now_ns) now_ns = until;
    return 0;
}

int usleep(useconds_t microseconds) {
    struct timespec request = {microseconds / 1000000, (microseconds % 1000000) * 1000};
    return nanosleep(&request, 0);
}

unsigned sleep(unsigned seconds) {
    struct timespec request = {seconds, 0};
    nanosleep(&request, 0);
    return 0;
}

int64_t virtual_machine_real_time(void) {
    struct timespec ts;
    find_real_syscall();
    real_syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * SECOND + ts.tv_nsec;
}

clock_t clock(void) {
    struct timespec ts;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return ts.tv_sec * CLOCKS_PER_SEC + ts.tv_nsec / (SECOND / CLOCKS_PER_SEC);
}

/* ---- names that differ from run to run. There is one host, as Foundation asks for its name once ---- */

void virtual_machine_set_process_id(int32_t id) { process_id = id; }

pid_t getpid(void) {
    if (is_virtual) return process_id;
    find_real_syscall();
    return (pid_t)real_syscall(SYS_getpid);
}

pid_t getppid(void) {
    if (is_virtual) return 1;
    find_real_syscall();
    return (pid_t)real_syscall(SYS_getppid);
}

int gethostname(char *name, size_t length) {
    static int (*real)(char *, size_t) = 0;
    if (is_virtual) return snprintf(name, length, "eventlings") < (int)length ? 0 : -1;
    if (!real) real = (int (*)(char *, size_t))dlsym(RTLD_NEXT, "gethostname");
    return real(name, length);
}

/* ---- randomness: the standard library calls syscall(SYS_getrandom), Foundation opens
        /dev/urandom ---- */

uint64_t virtual_random_state(void) { return random_state; }
void virtual_random_set_state(uint64_t state) { random_state = state; }

static uint64_t next_random(void) { /* splitmix64 */
    uint64_t z = (random_state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static void fill_random(void *buffer, size_t count) {
    unsigned char *bytes = buffer;
    for (size_t i = 0; i < count; i++) bytes[i] = (unsigned char)next_random();
}

ssize_t getrandom(void *buffer, size_t count, unsigned flags) {
    if (is_virtual) {
        fill_random(buffer, count);
        return (ssize_t)count;
    }
    find_real_syscall();
    return real_syscall(SYS_getrandom, buffer, count, flags);
}

int getentropy(void *buffer, size_t count) {
    return getrandom(buffer, count, 0) == (ssize_t)count ? 0 : -1;
}

void arc4random_buf(void *buffer, size_t count) { getrandom(buffer, count, 0); }

uint32_t arc4random(void) {
    uint32_t value = 0;
    getrandom(&value, sizeof value, 0);
    return value;
}

long syscall(long number, ...) {
    va_list arguments;
    long a[6];
    va_start(arguments, number);
    for (int i = 0; i < 6; i++) a[i] = va_arg(arguments, long);
    va_end(arguments);
    if (number == SYS_getrandom && is_virtual)
        return getrandom((void *)a[0], (size_t)a[1], (unsigned)a[2]);
    find_real_syscall();
    return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static int open_random(void) {
    unsigned char bytes[256];
    fill_random(bytes, sizeof bytes);
    int descriptor = memfd_create("urandom", 0);
    if (write(descriptor, bytes, sizeof bytes) != (ssize_t)sizeof bytes) return -1;
    lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}

int open(const char *path, int flags, ...) {
    static int (*real_open)(const char *, int, ...) = 0;
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = va_arg(arguments, int);
    va_end(arguments);
    if (is_virtual && (!strcmp(path, "/dev/urandom") || !strcmp(path, "/dev/random")))
        return open_random();
    if (!real_open) real_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return real_open(path, flags, mode);
}

/* ---- addresses ---- */

enum { SIZES = 64, STEP = 16, BLOCKS = 96 };

/* Of every third block nothing is given back, so that the others don't grow together again. */
void virtual_machine_scramble_heap(uint64_t seed) {
    uint64_t before = random_state;
    random_state = seed;
    for (int size = 1; size <= SIZES; size++) {
        void *blocks[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) blocks[i] = malloc((size_t)(size * STEP));
        for (int i = BLOCKS - 1; i > 0; i--) {
            int other = (int)(next_random() % (uint64_t)(i + 1));
            void *block = blocks[i];
            blocks[i] = blocks[other];
            blocks[other] = block;
        }
        for (int i = 0; i < BLOCKS; i++)
            if (i % 3 != 0) free(blocks[i]);
    }
    random_state = before;
}

/* ---- hashing: the runtime has drawn its seed before main, here with
        SWIFT_DETERMINISTIC_HASHING, which also frees the order of sets from addresses ---- */

bool virtual_machine_set_hash_seed(uint64_t seed) {
    struct {
        uint64_t seed0, seed1;
        bool deterministic;
    } *parameters = dlsym(RTLD_DEFAULT, "_swift_stdlib_Hashing_parameters");
    if (!parameters || !parameters->deterministic) return false;
    parameters->seed0 = seed;
    parameters->seed1 = ~seed;
    return true;
}

/* ---- standard output ---- */

size_t virtual_output_pending(void) { return __fpending(stdout); }
const char *virtual_output_bytes(void) { return output; }
void virtual_output_clear(void) { __fpurge(stdout); }

/* ---- threads: one thread runs everything, or nothing could be replayed ---- */

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) {
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = 0;
    if (is_virtual) _exit(VIRTUAL_MACHINE_THREAD_EXIT);
    if (!real)
        real = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(
            RTLD_NEXT, "pthread_create");
    return real(thread, attributes, start, argument);
}
