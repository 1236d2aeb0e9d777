# The fast path of allocation: pops a cell from the current thread's list of the object's size class (SizeClasses.cs: the size's class,
# plus one if the type holds references). GS points at the thread's block.
#
# A stop signal or interrupt may come at any instruction. Within a sequence its handler moves the thread
# back to where the list's head is read, so that a list which the collector has dropped meanwhile is not used: each sequence begins at
# the label that AllocateRestart returns, and commits by one store. A cell popped but not yet typed is lost until the next
# sweep, which finds it free.
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "CalleeSaved.inc"

    .set TYPE_BASE_SIZE, 4
    .set TYPE_REFERENCES_BIT, 24
    .set MAX_TABLE_BYTES, 1024
    .set ARRAY_LENGTH, 8

    .text

# object RhpNewFast(rdi = MethodTable*)
    .globl RhpNewFast
    .globl RhpNewFinalizable
    .globl RhNewObject
    .balign 16
RhpNewFast:
RhpNewFinalizable:
RhNewObject:
    .cfi_startproc
    mov esi, [rdi + TYPE_BASE_SIZE]
    cmp esi, MAX_TABLE_BYTES
    ja 1f
    mov ecx, esi
    shr ecx, 3
    movzx ecx, byte ptr [SizeClassTable + rcx]
    mov edx, [rdi]
    shr edx, TYPE_REFERENCES_BIT
    and edx, 1
    add ecx, edx
AllocateObjectStart:
    mov rax, gs:[BLOCK_CACHES + rcx * 8]
    test rax, rax
    jz 1f
    mov rdx, [rax]
    mov gs:[BLOCK_CACHES + rcx * 8], rdx
    mov [rax], rdi
AllocateObjectEnd:
    ret
1:  mov rdx, [rsp]
    jmp AllocateSlow
    .cfi_endproc

# object RhpNewArrayFast(rdi = MethodTable*, rsi = length). Strings and arrays alike: size = base + length * component, rounded to 8.
    .globl RhpNewArrayFast
    .globl RhpNewPtrArrayFast
    .globl RhNewArray
    .balign 16
RhpNewArrayFast:
RhpNewPtrArrayFast:
RhNewArray:
    .cfi_startproc
    cmp rsi, 0x7fffffc7
    ja 3f
    movzx eax, word ptr [rdi]
    mov edx, [rdi + TYPE_BASE_SIZE]
    mov r8, rsi
    imul rax, rsi
    lea rsi, [rax + rdx + 7]
    and rsi, -8
    cmp rsi, MAX_TABLE_BYTES
    ja 2f
    mov ecx, esi
    shr ecx, 3
    movzx ecx, byte ptr [SizeClassTable + rcx]
    mov edx, [rdi]
    shr edx, TYPE_REFERENCES_BIT
    and edx, 1
    add ecx, edx
AllocateArrayStart:
    mov rax, gs:[BLOCK_CACHES + rcx * 8]
    test rax, rax
    jz 2f
    mov rdx, [rax]
    mov gs:[BLOCK_CACHES + rcx * 8], rdx
    mov [rax], rdi
AllocateArrayEnd:
    mov [rax + ARRAY_LENGTH], r8d
    ret
2:  mov rdx, [rsp]
    push r8
    .cfi_adjust_cfa_offset 8
    call AllocateSlow
    pop r8
    .cfi_adjust_cfa_offset -8
    mov [rax + ARRAY_LENGTH], r8d
    ret
3:  mov rdi, rsi
    jmp AllocateOverflow
    .cfi_endproc

# void* AllocateRestart(rdi = interrupted instruction): where the thread must go on.
    .globl AllocateRestart
    .balign 16
AllocateRestart:
    lea rax, [rip + AllocateObjectStart]
    lea rdx, [rip + AllocateObjectEnd]
    cmp rdi, rax
    jb 1f
    cmp rdi, rdx
    jb 2f
    lea rax, [rip + AllocateArrayStart]
    lea rdx, [rip + AllocateArrayEnd]
    cmp rdi, rax
    jb 1f
    cmp rdi, rdx
    jb 2f
1:  mov rax, rdi
2:  ret

# void CallWithRegistersSaved(rdi = code taking (argument, stack pointer), rsi = argument): puts the callee-saved registers on the stack, where
# the collector looks for references, and calls.
    .globl CallWithRegistersSaved
    .balign 16
CallWithRegistersSaved:
    .cfi_startproc
    PUSH_CALLEE_SAVED
    sub rsp, 8
    .cfi_adjust_cfa_offset 8
    mov rax, rdi
    mov rdi, rsi
    mov rsi, rsp
    call rax
    add rsp, 8
    .cfi_adjust_cfa_offset -8
    POP_CALLEE_SAVED
    ret
    .cfi_endproc

    .globl SizeClassTableAddress
    .balign 16
SizeClassTableAddress:
    lea rax, [rip + SizeClassTable]
    ret

    .globl ImageDataStartAddress
    .balign 16
ImageDataStartAddress:
    lea rax, [rip + ImageDataStart]
    ret

    .globl ImageDataEndAddress
    .balign 16
ImageDataEndAddress:
    lea rax, [rip + ImageDataEnd]
    ret

    .bss
    .balign 64
SizeClassTable:
    .zero 136
