#ifndef CVIRTUALCLOCK_H
#define CVIRTUALCLOCK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The machine under simulated processes: clock, randomness, names and
   standard output.
   Until virtual_machine_start every function that is interposed here passes through to libc, so
   that one executable can be the ordinary program and the host of a simulation. */

void virtual_machine_start(void);

/* Nanoseconds since the simulation's beginning. Code that sleeps or reads the clock in a loop
   moves the clock by itself. */
int64_t virtual_clock_now(void);
void virtual_clock_set(int64_t nanoseconds);
/* How far the wall clock is ahead; the clocks that only count are not. */
int64_t virtual_clock_wall_offset(void);
void virtual_clock_set_wall_offset(int64_t nanoseconds);
/* A new step begins: readings of the clock are counted anew. */
void virtual_clock_begin_step(void);
/* Whether the date and time of day were asked for since the readings were forgotten. */
bool virtual_clock_told_wall_time(void);
void virtual_clock_forget_readings(void);

uint64_t virtual_random_state(void);
void virtual_random_set_state(uint64_t state);

/* What getpid answers from now on. */
void virtual_machine_set_process_id(int32_t id);

/* From now on Swift hashes by this seed, the same in every run. Must come before anything has been
   hashed; false if this Swift runtime keeps its seed elsewhere. */
bool virtual_machine_set_hash_seed(uint64_t seed);

/* From now on blocks of memory come in another order than they would: whoever decides by an address
   decides otherwise. */
void virtual_machine_scramble_heap(uint64_t seed);

/* What was printed to standard output and not yet taken. Valid until the next print. */
size_t virtual_output_pending(void);
const char *virtual_output_bytes(void);
void virtual_output_clear(void);

/* Whether code of this process has tried to start a thread (and was stopped by exit status). */
enum { VIRTUAL_MACHINE_THREAD_EXIT = 97 };

/* This process is killed when the one that started it dies: nothing is left running. */
void virtual_machine_die_with_parent(void);

/* A file in memory; negative on failure. */
int virtual_machine_memory_file(const char *name);

/* The ordinary clock, in nanoseconds, whatever the simulation says. */
int64_t virtual_machine_real_time(void);
#endif
