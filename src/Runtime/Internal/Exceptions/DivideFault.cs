namespace Internal.Runtime;

/// <summary>The general registers at a fault, by the processor's numbers (0 = rax … 15 = r15).</summary>
internal interface IProcessorRegisters
{
    ulong this[int number] { get; }
}

/// <summary>
/// Tells the two causes of a divide error apart: a zero divisor, or a quotient that does not fit. The processor does not say, so the
/// instruction is decoded (Intel SDM, volume 2, chapter 2 and DIV/IDIV).
/// </summary>
internal static unsafe class DivideFault
{
    private const int Rex = 0x40;
    private const int RexWide = 8;
    private const int RexIndex = 2;
    private const int RexBase = 1;
    private const int StackPointerNumber = 4;
    private const int BasePointerNumber = 5;

    /// <remarks>SAFETY: the instruction has just been executed, and its memory operand read.</remarks>
    internal static HardwareFault Classify<TRegisters>(byte* instruction, TRegisters registers) where TRegisters : struct, IProcessorRegisters
    {
        int rex = 0;
        bool isWord = false;
        while (true)
        {
            byte prefix = *instruction;
            if (prefix == 0x66)
                isWord = true;
            else if ((prefix & 0xf0) == Rex)
                rex = prefix;
            else if (prefix is not (0xf2 or 0xf3 or 0x2e or 0x36 or 0x3e or 0x26 or 0x64 or 0x65))
                break;
            instruction++;
        }

        byte opcode = *instruction++;
        if (opcode is not (0xf6 or 0xf7))
            return HardwareFault.DivideError;
        ulong mask = opcode == 0xf6 ? 0xff : (rex & RexWide) != 0 ? ulong.MaxValue : isWord ? 0xffff : 0xffff_ffff;
        return (Divisor(instruction, rex, registers) & mask) == 0 ? HardwareFault.DivideError : HardwareFault.Overflow;
    }

    private static ulong Divisor<TRegisters>(byte* operand, int rex, TRegisters registers) where TRegisters : struct, IProcessorRegisters
    {
        byte modRm = *operand++;
        int mode = modRm >> 6;
        int number = modRm & 7;
        int baseExtension = (rex & RexBase) != 0 ? 8 : 0;
        if (mode == 3)
            return registers[number + baseExtension];

        ulong address;
        if (number == StackPointerNumber)
        {
            byte sib = *operand++;
            int index = ((sib >> 3) & 7) + ((rex & RexIndex) != 0 ? 8 : 0);
            address = index == StackPointerNumber ? 0 : registers[index] << (sib >> 6);
            if ((sib & 7) == BasePointerNumber && mode == 0)
                return *(ulong*)(address + (ulong)*(int*)operand);
            address += registers[(sib & 7) + baseExtension];
        }
        else if (number == BasePointerNumber && mode == 0)
        {
            // Relative to the next instruction, which begins after the displacement.
            return *(ulong*)(operand + sizeof(int) + *(int*)operand);
        }
        else
        {
            address = registers[number + baseExtension];
        }

        if (mode == 1)
            address += (ulong)(sbyte)*operand;
        else if (mode == 2)
            address += (ulong)*(int*)operand;
        return *(ulong*)address;
    }
}
