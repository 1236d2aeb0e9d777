# vdso(7): functions that every program has from the kernel. They read the clock's page, which the kernel keeps before this image (ClockPage.cs), and
# make the system call where that does not say enough. System V calling convention; a bad pointer faults in the program, as on Linux.
    .intel_syntax noprefix
    .text

    .set SEQUENCE, 0
    .set USES_TIME_STAMP, 4
    .set ORIGIN, 8
    .set NANOSECONDS_AT_ORIGIN, 16
    .set WHOLE, 24
    .set FRACTION, 32
    .set UNIX_AT_START, 40

    .set NANOSECONDS_PER_SECOND, 1000000000
    .set NANOSECONDS_PER_MICROSECOND, 1000
# CLOCK_REALTIME, MONOTONIC, MONOTONIC_RAW, REALTIME_COARSE, MONOTONIC_COARSE, BOOTTIME; and those of them that tell the date.
    .set KNOWN_CLOCKS, 0xf3
    .set DATE_CLOCKS, 0x21

    .set CLOCK_GETTIME, 228
    .set GETTIMEOFDAY, 96
    .set TIME, 201
    .set GETCPU, 309

    .macro FUNCTION name
    .globl __vdso_\name
    .weak \name
    .type __vdso_\name, @function
    .type \name, @function
    .balign 16
\name:
__vdso_\name:
    .cfi_startproc
    .endm

    .macro END name
    .cfi_endproc
    .size __vdso_\name, . - __vdso_\name
    .size \name, . - \name
    .endm

# rax = monotonic nanoseconds, r9 = what makes the date of them; to the label if another counter tells the time. Uses rcx, rdx, r8, r10.
    .macro READ_CLOCK otherwise
    lea r10, [rip + ClockPage]
901:
    mov r8d, [r10 + SEQUENCE]
    test r8d, 1
    jnz 902f
    cmp dword ptr [r10 + USES_TIME_STAMP], 0
    je \otherwise
    lfence
    rdtsc
    shl rdx, 32
    or rax, rdx
    sub rax, [r10 + ORIGIN]
# TickScale.Multiply: nanoseconds for a tick are a whole part and a fraction of 2^-32.
    mov rcx, rax
    imul rcx, [r10 + WHOLE]
    mov rdx, rax
    shr rdx, 32
    imul rdx, [r10 + FRACTION]
    add rcx, rdx
    mov eax, eax
    imul rax, [r10 + FRACTION]
    shr rax, 32
    add rax, rcx
    add rax, [r10 + NANOSECONDS_AT_ORIGIN]
    mov r9, [r10 + UNIX_AT_START]
    cmp r8d, [r10 + SEQUENCE]
    je 903f
902:
    pause
    jmp 901b
903:
    .endm

    .macro SYSTEM_CALL number
    mov eax, \number
    syscall
    ret
    .endm

# int clock_gettime(clockid_t, struct timespec *)
    FUNCTION clock_gettime
    cmp edi, 7
    ja 1f
    mov eax, KNOWN_CLOCKS
    bt eax, edi
    jnc 1f
    READ_CLOCK 1f
    mov ecx, DATE_CLOCKS
    bt ecx, edi
    jnc 2f
    add rax, r9
2:  xor edx, edx
    mov ecx, NANOSECONDS_PER_SECOND
    div rcx
    mov [rsi], rax
    mov [rsi + 8], rdx
    xor eax, eax
    ret
1:  SYSTEM_CALL CLOCK_GETTIME
    END clock_gettime

# int gettimeofday(struct timeval *, struct timezone *)
    FUNCTION gettimeofday
    READ_CLOCK 1f
    test rdi, rdi
    jz 2f
    add rax, r9
    xor edx, edx
    mov ecx, NANOSECONDS_PER_SECOND
    div rcx
    mov [rdi], rax
    mov eax, edx
    xor edx, edx
    mov ecx, NANOSECONDS_PER_MICROSECOND
    div ecx
    mov eax, eax
    mov [rdi + 8], rax
2:  test rsi, rsi
    jz 3f
    mov qword ptr [rsi], 0                  # UTC, and no summer time
3:  xor eax, eax
    ret
1:  SYSTEM_CALL GETTIMEOFDAY
    END gettimeofday

# time_t time(time_t *)
    FUNCTION time
    READ_CLOCK 1f
    add rax, r9
    xor edx, edx
    mov ecx, NANOSECONDS_PER_SECOND
    div rcx
    test rdi, rdi
    jz 2f
    mov [rdi], rax
2:  ret
1:  SYSTEM_CALL TIME
    END time

# int getcpu(unsigned *processor, unsigned *node, void *)
    FUNCTION getcpu
    SYSTEM_CALL GETCPU
    END getcpu
