#include "CCRC32C.h"

#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#define WITH_CRC __attribute__((target("sse4.2")))
#define ADD_WORD(crc, word) ((uint32_t)_mm_crc32_u64((crc), (word)))
#define ADD_BYTE(crc, byte) _mm_crc32_u8((crc), (byte))

static bool detect(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2");
}
#elif defined(__aarch64__)
#include <arm_acle.h>
#include <sys/auxv.h>
#define WITH_CRC __attribute__((target("crc")))
#define ADD_WORD(crc, word) __builtin_arm_crc32cd((crc), (word))
#define ADD_BYTE(crc, byte) __builtin_arm_crc32cb((crc), (byte))

static bool detect(void) {
    const unsigned long has_crc32 = 1 << 7; /* HWCAP_CRC32 */
    return (getauxval(AT_HWCAP) & has_crc32) != 0;
}
#else
#define WITH_CRC
#define ADD_WORD(crc, word) (crc)
#define ADD_BYTE(crc, byte) (crc)

static bool detect(void) { return false; }
#endif

/* The instruction takes three cycles, but a new one can begin in each: three blocks that lie one
   after the other are read side by side, and what they give is put together. */
enum { block = 512 };

static bool is_in_hardware;
/* What each byte of a CRC becomes once a block of zeros has followed. */
static uint32_t after_block[4][256];

static inline uint64_t word_at(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

WITH_CRC static uint32_t one_stream(uint32_t crc, const uint8_t *bytes, size_t count) {
    for (; count >= 8; bytes += 8, count -= 8) crc = ADD_WORD(crc, word_at(bytes));
    for (; count > 0; bytes += 1, count -= 1) crc = ADD_BYTE(crc, *bytes);
    return crc;
}

static inline uint32_t shifted_by_block(uint32_t crc) {
    return after_block[0][crc & 0xff] ^ after_block[1][crc >> 8 & 0xff]
        ^ after_block[2][crc >> 16 & 0xff] ^ after_block[3][crc >> 24];
}

WITH_CRC uint32_t crc32c_in_hardware(uint32_t crc, const void *start, size_t count) {
    const uint8_t *bytes = start;
    for (; count >= 3 * block; bytes += 3 * block, count -= 3 * block) {
        uint32_t second = 0, third = 0;
        for (size_t at = 0; at < block; at += 8) {
            crc = ADD_WORD(crc, word_at(bytes + at));
            second = ADD_WORD(second, word_at(bytes + block + at));
            third = ADD_WORD(third, word_at(bytes + 2 * block + at));
        }
        crc = shifted_by_block(shifted_by_block(crc) ^ second) ^ third;
    }
    return one_stream(crc, bytes, count);
}

/* A CRC without inversions is linear: the table follows from its 32 bits. */
__attribute__((constructor)) static void prepare(void) {
    static const uint8_t zeros[block];
    is_in_hardware = detect();
    if (!is_in_hardware) return;
    for (int bit = 0; bit < 32; bit++) {
        uint32_t shifted = one_stream((uint32_t)1 << bit, zeros, block);
        for (int byte = 0; byte < 256; byte++)
            if (byte >> bit % 8 & 1) after_block[bit / 8][byte] ^= shifted;
    }
}

bool crc32c_is_in_hardware(void) { return is_in_hardware; }
