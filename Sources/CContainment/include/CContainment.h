#ifndef CCONTAINMENT_H
#define CCONTAINMENT_H
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What the kernel lets an unprivileged process do to itself, so that code which runs in it can do no
   harm outside. Each of these holds for the process's children too, and can't be taken back. */

/* Why a system call was denied. */
enum containment_denial {
    CONTAINMENT_NONE,
    CONTAINMENT_NETWORK,
    CONTAINMENT_PROCESS,
    CONTAINMENT_SIGNAL,
    CONTAINMENT_FILES,
    CONTAINMENT_WAITING,
    CONTAINMENT_MACHINE,
};

/* From here on this process can't open a connection, start a process or thread, signal another
   process, change a file, block, or change the machine: it is ended by SIGSYS. False where the
   kernel has no seccomp filters. */
bool containment_filter_calls(void);

/* From here on this process can change no file but /dev/null, whatever call it tries. False where the
   kernel has no Landlock. */
bool containment_protect_files(void);

/* Whether this kernel has them. */
bool containment_has_call_filter(void);
bool containment_has_file_protection(void);

/* Programs that this thread starts are laid out at the same addresses each time, if the system lets
   us say so; or as the system has it. */
void containment_fix_addresses(bool fixed);

/* Closes every descriptor from `first` on. */
void containment_close_from(int first);

/* ---- what a process leaves behind when it dies ---- */

enum { CONTAINMENT_FRAMES = 96 };

enum { RAN_OUT_OF_NOTHING, RAN_OUT_OF_STACK, RAN_OUT_OF_MEMORY };

struct last_words {
    int32_t signal;
    /* An enum containment_denial. */
    int32_t denial;
    int32_t ran_out_of;
    uint32_t frame_count;
    /* Addresses of instructions, innermost first. */
    uint64_t frames[CONTAINMENT_FRAMES];
};

/* Writes `words` when this process is ended by one of its own mistakes, calls `speak`, and lets it
   die of the same signal. Both run on a stack of their own. */
void last_words_prepare(struct last_words *words, void (*speak)(void));

/* ---- watching a child ---- */

/* Waits for its end, for at most so many milliseconds. */
bool child_ends_within(pid_t child, int milliseconds);
#endif
