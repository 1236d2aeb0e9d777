# The address of the image's name table (docs/book/names.md), or zero in an image that was linked without one.
# C: const void *RuntimeNameTable(void). Symbols lie below 2 GiB or in the topmost 2 GiB, so a sign-extended immediate reaches them.

        .text
        .weak   DiesisNames
        .globl  RuntimeNameTable
        .balign 16
RuntimeNameTable:
        .cfi_startproc
        movq    $DiesisNames, %rax
        ret
        .cfi_endproc

        .section .note.GNU-stack, "", @progbits
