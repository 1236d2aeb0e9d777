# The address of the image's name table (docs/book/names.md), or zero in an image that was linked without one.
    .intel_syntax noprefix
    .text

# const void *RuntimeNameTable(void)
    .weak DiesisNames
    .globl RuntimeNameTable
    .balign 16
RuntimeNameTable:
    .cfi_startproc
    movabs rax, offset DiesisNames
    ret
    .cfi_endproc

    .section .note.GNU-stack, "", @progbits
