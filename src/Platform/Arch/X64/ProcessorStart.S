# The way of an application processor from real mode to C#. ProcessorStarter copies the code between the labels to a page below 1 MiB, whose number is
# the start-up message's vector, and fills in the parameters at its end (Intel SDM, volume 3, section 9.4.4).
    .intel_syntax noprefix
    .include "Offsets.inc"
    .include "ProcessorOffsets.inc"

    .set ENABLE_PAE, 0x20
    .set LONG_MODE_AND_NO_EXECUTE, 0x900
    .set PAGING_PROTECTION_AND_MORE, 0x80010033
    .set CODE, 8

    .section .rodata
# Offsets within the page.
    .set DESCRIPTORS_AT, StartDescriptors - ProcessorStartCode
    .set POINTER_AT, StartPointer - ProcessorStartCode
    .set LONG_AT, StartLong - ProcessorStartCode
    .set FAR_AT, StartFar - ProcessorStartCode
    .set CR4_AT, StartCr4 - ProcessorStartCode
    .set TABLES_AT, StartTables - ProcessorStartCode

    .globl ProcessorStartCode
    .balign 16
    .code16
ProcessorStartCode:
    cli
    cld
# CS is the page's segment; the data is in the same page.
    mov ax, cs
    mov ds, ax
# The page's linear address, for what needs one.
    movzx ebx, ax
    shl ebx, 4
    lea eax, [ebx + DESCRIPTORS_AT]
    mov [POINTER_AT + 2], eax
    lea eax, [ebx + LONG_AT]
    mov [FAR_AT], eax
    lgdt [POINTER_AT]
# CR4 as the boot processor has it; EFER: long mode and no-execute before tables are used that have that bit; then paging and protection at once.
    mov eax, [CR4_AT]
    or eax, ENABLE_PAE
    mov cr4, eax
    mov eax, [TABLES_AT]
    mov cr3, eax
    mov ecx, 0xc0000080
    rdmsr
    or eax, LONG_MODE_AND_NO_EXECUTE
    wrmsr
    mov eax, PAGING_PROTECTION_AND_MORE
    mov cr0, eax
# Far jump through 16:32 bits in memory, which the assembler has no word for in this mode.
    .byte 0x66, 0xff, 0x2e
    .word FAR_AT

    .code64
StartLong:
    mov eax, 16
    mov ss, eax
    mov ds, eax
    mov es, eax
    xor eax, eax
    mov fs, eax
    mov gs, eax
    mov r8, [rip + StartBlock]
    mov rsp, [rip + StartStack]
    mov r9, [rip + StartRealTables]
    mov rax, [rip + StartEntry]
    jmp rax

    .balign 8
StartDescriptors:
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
StartPointer:
    .word 23
    .long 0
    .balign 4
StartFar:
    .long 0
    .word CODE
    .balign 8
# Parameters, in the order of ProcessorStarter.Parameters.
    .globl ProcessorStartParameters
ProcessorStartParameters:
StartTables:
    .quad 0
StartCr4:
    .quad 0
StartRealTables:
    .quad 0
StartBlock:
    .quad 0
StartStack:
    .quad 0
StartEntry:
    .quad 0
    .globl ProcessorStartEnd
ProcessorStartEnd:

    .text
# In the higher half: the kernel's own page tables (r9), GS (r8 = ProcessorBlock*), then C#.
    .balign 16
ApplicationProcessorEntry:
    mov cr3, r9
    mov rax, r8
    mov rdx, r8
    shr rdx, 32
    mov ecx, 0xc0000101
    wrmsr
    mov rdi, r8
    xor ebp, ebp
    call ApplicationProcessorMain
    ud2

    .macro ADDRESS function, symbol
    .globl \function
    .balign 16
\function:
    lea rax, [rip + \symbol]
    ret
    .endm

    ADDRESS ProcessorStartCodeAddress, ProcessorStartCode
    ADDRESS ProcessorStartParametersAddress, ProcessorStartParameters
    ADDRESS ProcessorStartEndAddress, ProcessorStartEnd
    ADDRESS ApplicationProcessorEntryAddress, ApplicationProcessorEntry
