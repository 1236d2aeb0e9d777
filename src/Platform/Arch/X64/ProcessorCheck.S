# Refuses processors that cannot run compiled code, before there is any of it: an invalid instruction this early would only reset the machine.
    .intel_syntax noprefix

# CPUID leaf 1, ECX: SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT (System V ABI for x86-64, the level x86-64-v2).
    .set REQUIRED, 1 << 0 | 1 << 9 | 1 << 13 | 1 << 19 | 1 << 20 | 1 << 23
# CPUID leaf 0x80000001, EDX: pages that are not executable.
    .set NO_EXECUTE_BIT, 20
    .set SERIAL_DATA, 0x3f8
    .set SERIAL_STATUS, 0x3fd
    .set LOG_PORT, 0xe9
    .set EXIT_PORT, 0xf4
    .set KERNEL_DIED, 125

    .text
# void RequireProcessor(): changes rax, rcx and rdx. Returns only on a processor that will do.
    .globl RequireProcessor
    .balign 16
RequireProcessor:
    push rbx
    push rsi
    push rdi
    mov eax, 1
    xor ecx, ecx
    cpuid
    not ecx
    lea rsi, [rip + MissingInstructions]
    test ecx, REQUIRED
    jnz Refuse
    mov eax, 0x80000001
    cpuid
    lea rsi, [rip + MissingNoExecute]
    bt edx, NO_EXECUTE_BIT
    jnc Refuse
    pop rdi
    pop rsi
    pop rbx
    ret

# The message goes to the serial port as the firmware left it, and to the port of the log file.
Refuse:
    movzx ecx, byte ptr [rsi]
    inc rsi
    test ecx, ecx
    jz 2f
    mov edi, 100000                         # a port that is not there never becomes ready
1:  mov edx, SERIAL_STATUS
    in al, dx
    test al, 0x20
    jnz 3f
    dec edi
    jnz 1b
3:  mov eax, ecx
    mov edx, SERIAL_DATA
    out dx, al
    mov edx, LOG_PORT
    out dx, al
    jmp Refuse
2:  mov eax, KERNEL_DIED
    mov edx, EXIT_PORT
    out dx, eax
4:  cli
    hlt
    jmp 4b

    .section .rodata
MissingInstructions:
    .asciz "Diesis needs a processor of the level x86-64-v2 (SSE4.2, POPCNT): this one is older.\r\n"
MissingNoExecute:
    .asciz "Diesis needs a processor with no-execute pages, which this one lacks or the firmware hides.\r\n"
