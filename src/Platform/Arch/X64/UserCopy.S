# Accesses to a program's memory. A page fault in here makes the function end early at UserCopyFault (UserCopy.cs); the caller resolves the fault
# and tries again. STAC and CLAC open and close the way past supervisor-mode access prevention (Intel SDM, volume 3, section 4.6).
    .intel_syntax noprefix
    .text

# From so many bytes on a string instruction is quicker than a loop.
    .set LONG_COPY, 512

# UserAddress.End
    .set USER_END, 0x7ffffffff000

    .macro FUNCTION name
    .globl \name
    .balign 16
\name:
    .endm

# Processors without that protection do not know the instructions.
    .macro OPEN
    cmp byte ptr [rip + UserAccessGuarded], 0
    je 900f
    stac
900:
    .endm
    .macro CLOSE
    cmp byte ptr [rip + UserAccessGuarded], 0
    je 901f
    clac
901:
    .endm

    .globl UserCopyStart
UserCopyStart:

# nuint UserCopyBytes(rdi = to, rsi = from, rdx = count, rcx = ulong* where a fault's address goes): bytes not copied. One side is the program's.
    FUNCTION UserCopyBytes
    mov r8, rcx
    xor ecx, ecx
    OPEN
    cmp rdx, 64
    jb 2f
    cmp rdx, LONG_COPY
    jae 9f
1:  movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups xmm2, [rsi + 32]
    movups xmm3, [rsi + 48]
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    movups [rdi + 32], xmm2
    movups [rdi + 48], xmm3
    add rsi, 64
    add rdi, 64
    sub rdx, 64
    cmp rdx, 64
    jae 1b
    jmp 2f
# The processor moves whole cache lines by itself, once it has got going. What is left is 8 * rcx + rdx, also after a fault.
9:  mov rcx, rdx
    shr rcx, 3
    and edx, 7
    rep movsq
2:  test edx, 32
    jz 3f
    movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    add rsi, 32
    add rdi, 32
    sub edx, 32
3:  test edx, 16
    jz 4f
    movups xmm0, [rsi]
    movups [rdi], xmm0
    add rsi, 16
    add rdi, 16
    sub edx, 16
4:  test edx, edx
    jz 8f
    test edx, 8
    jz 5f
    mov rax, [rsi]
    mov [rdi], rax
    add rsi, 8
    add rdi, 8
    sub edx, 8
5:  test edx, 4
    jz 6f
    mov eax, [rsi]
    mov [rdi], eax
    add rsi, 4
    add rdi, 4
    sub edx, 4
6:  test edx, 2
    jz 7f
    movzx eax, word ptr [rsi]
    mov [rdi], ax
    add rsi, 2
    add rdi, 2
    sub edx, 2
7:  test edx, edx
    jz 8f
    movzx eax, byte ptr [rsi]
    mov [rdi], al
    dec edx
8:  CLOSE
    xor eax, eax
    ret

# nuint UserClearBytes(rdi = to, rsi = count, rdx = ulong* fault): bytes not cleared.
    FUNCTION UserClearBytes
    mov r8, rdx
    mov rdx, rsi
    xor ecx, ecx
    pxor xmm0, xmm0
    OPEN
1:  cmp rdx, 64
    jb 2f
    movups [rdi], xmm0
    movups [rdi + 16], xmm0
    movups [rdi + 32], xmm0
    movups [rdi + 48], xmm0
    add rdi, 64
    sub rdx, 64
    jmp 1b
2:  cmp rdx, 8
    jb 3f
    mov qword ptr [rdi], 0
    add rdi, 8
    sub rdx, 8
    jmp 2b
3:  test edx, edx
    jz 4f
    mov byte ptr [rdi], 0
    inc rdi
    dec edx
    jmp 3b
4:  CLOSE
    xor eax, eax
    ret

# nuint UserCopyString(rdi = to, rsi = from, rdx = room, rcx = ulong* fault): room that is left where the NUL was found (the NUL is not counted as
# copied); 0 when there was none; more than the room after a fault, whose place the caller gets from the fault's address.
    FUNCTION UserCopyString
    mov r8, rcx
    xor ecx, ecx
    pxor xmm1, xmm1
    OPEN
# Sixteen bytes at a time where that stays within a page, since the string may end before the next one.
1:  cmp rdx, 16
    jb 3f
    mov eax, esi
    and eax, 0xfff
    cmp eax, 0xff0
    ja 3f
    movdqu xmm0, [rsi]
    movdqu [rdi], xmm0
    pcmpeqb xmm0, xmm1
    pmovmskb eax, xmm0
    test eax, eax
    jnz 2f
    add rsi, 16
    add rdi, 16
    sub rdx, 16
    jmp 1b
2:  bsf eax, eax
    sub rdx, rax
    jmp 5f
3:  test rdx, rdx
    jz 5f
    movzx eax, byte ptr [rsi]
    test eax, eax
    jz 5f
    mov [rdi], al
    inc rsi
    inc rdi
    dec rdx
    test esi, 15
    jz 1b
    jmp 3b
5:  CLOSE
    mov rax, rdx
    ret

# nuint UserCompareExchange(rdi = at, esi = expected, edx = desired, rcx = ulong* fault, r8 = uint* found): 0, or another value after a fault.
    FUNCTION UserCompareExchange
    mov r9, r8
    mov r8, rcx
    xor ecx, ecx
    mov eax, esi
    OPEN
    lock cmpxchg [rdi], edx
    CLOSE
    mov [r9], eax
    xor eax, eax
    ret

# nuint UserReadWord(rdi = at, rsi = uint* value, rdx = ulong* fault): 0, or another value after a fault.
    FUNCTION UserReadWord
    mov r8, rdx
    mov edx, 4
    xor ecx, ecx
    OPEN
    mov eax, [rdi]
    CLOSE
    mov [rsi], eax
    xor eax, eax
    ret

# One word, which is most of what is copied: the address is looked at here, and the register is the only thing between the two memories.
# nuint UserLoadLong, UserLoadWord(rdi = the program's, rsi = the kernel's), UserStoreLong, UserStoreWord(rdi = the program's, rsi = the value): 0; another
# value where the address cannot be a program's or the page is not there. The fault's address is of no use then: it goes where nothing is.
    .macro ONE_WORD bytes
    movabs rax, USER_END - \bytes
    cmp rdi, rax
    ja UserCopyRefused
    lea r8, [rsp - 8]
    mov edx, \bytes
    xor ecx, ecx
    OPEN
    .endm

    FUNCTION UserLoadLong
    ONE_WORD 8
    mov rax, [rdi]
    CLOSE
    mov [rsi], rax
    xor eax, eax
    ret

    FUNCTION UserLoadWord
    ONE_WORD 4
    mov eax, [rdi]
    CLOSE
    mov [rsi], eax
    xor eax, eax
    ret

    FUNCTION UserStoreLong
    ONE_WORD 8
    mov [rdi], rsi
    CLOSE
    xor eax, eax
    ret

    FUNCTION UserStoreWord
    ONE_WORD 4
    mov [rdi], esi
    CLOSE
    xor eax, eax
    ret

UserCopyRefused:
    mov eax, 1
    ret

    .globl UserCopyEnd
UserCopyEnd:

# Where the fault handler lets one of these go on: r10 = the fault's address, 8 * rcx + rdx = what is left to do, r8 = where the address goes.
    .balign 16
UserCopyFault:
    CLOSE
    mov [r8], r10
    lea rax, [rdx + rcx * 8 + 1]
    neg rax
    ret

# nint UserCopyStartAddress(), UserCopyEndAddress(), UserCopyFaultAddress(); byte* UserAccessGuardedAddress()
    FUNCTION UserCopyStartAddress
    lea rax, [rip + UserCopyStart]
    ret

    FUNCTION UserCopyEndAddress
    lea rax, [rip + UserCopyEnd]
    ret

    FUNCTION UserCopyFaultAddress
    lea rax, [rip + UserCopyFault]
    ret

    FUNCTION UserAccessGuardedAddress
    lea rax, [rip + UserAccessGuarded]
    ret

    .data
# Not 0 where the processor keeps the kernel out of programs' pages.
    .globl UserAccessGuarded
UserAccessGuarded:
    .byte 0
