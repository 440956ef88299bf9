#ifndef CCRC32C_H
#define CCRC32C_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* CRC-32C by the processor's own instruction: SSE 4.2 on x86_64, the CRC32 extension on aarch64.
   EventLog has the same in Swift for processors without it. */

bool crc32c_is_in_hardware(void);

/* Goes on from `crc`, without inverting it before or after.
   Only where crc32c_is_in_hardware(). */
uint32_t crc32c_in_hardware(uint32_t crc, const void *bytes, size_t count);

#endif
