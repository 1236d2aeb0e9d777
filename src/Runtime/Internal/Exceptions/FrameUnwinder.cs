namespace Internal.Runtime;

/// <summary>Undoes one frame by its call frame information (DWARF 4, section 6.4.2), of which ilc and our assembly use a few operations.</summary>
internal static unsafe class FrameUnwinder
{
    private const int RegisterCount = 17;
    private const uint RspNumber = 7;

    private const byte AdvanceLoc = 1;
    private const byte Offset = 2;
    private const byte Restore = 3;

    private const byte Nop = 0x00;
    private const byte AdvanceLoc1 = 0x02;
    private const byte AdvanceLoc2 = 0x03;
    private const byte AdvanceLoc4 = 0x04;
    private const byte DefCfa = 0x0c;
    private const byte DefCfaRegister = 0x0d;
    private const byte DefCfaOffset = 0x0e;

    private const int DataAlignment = -8;

    /// <summary>Turns a frame into its caller's.</summary>
    /// <remarks>SAFETY: the frame belongs to a live activation, so the stack words named by its tables are there.</remarks>
    internal static void Unwind(ref UnwindFrame frame, in MethodTables method)
    {
        byte* address = frame.LookupAddress;
        byte* fde = method.FrameDescription;
        byte* next = fde + 16;
        byte* end = fde + 4 + *(uint*)fde;
        ulong augmentationLength = ReadUleb(ref next);
        next += augmentationLength;

        byte* location = method.Start;
        uint cfaRegister = RspNumber;
        long cfaOffset = 8;
        long* saved = stackalloc long[RegisterCount];
        for (int i = 0; i < RegisterCount; i++)
            saved[i] = 0;

        while (next < end && location <= address)
        {
            byte operation = *next++;
            int operand = operation & 0x3f;
            switch (operation >> 6)
            {
                case AdvanceLoc:
                    location += operand;
                    break;
                case Offset:
                    saved[operand] = DataAlignment * (long)ReadUleb(ref next);
                    break;
                case Restore:
                    saved[operand] = 0;
                    break;
                default:
                    switch (operation)
                    {
                        case Nop:
                            break;
                        case AdvanceLoc1:
                            location += *next++;
                            break;
                        case AdvanceLoc2:
                            location += *(ushort*)next;
                            next += 2;
                            break;
                        case AdvanceLoc4:
                            location += *(uint*)next;
                            next += 4;
                            break;
                        case DefCfa:
                            cfaRegister = (uint)ReadUleb(ref next);
                            cfaOffset = (long)ReadUleb(ref next);
                            break;
                        case DefCfaRegister:
                            cfaRegister = (uint)ReadUleb(ref next);
                            break;
                        case DefCfaOffset:
                            cfaOffset = (long)ReadUleb(ref next);
                            break;
                        default:
                            FailFast.Abort("unknown call frame operation");
                            break;
                    }
                    break;
            }
        }

        byte* cfa = (cfaRegister == RspNumber ? frame.StackPointer : (byte*)frame.Rbp) + cfaOffset;
        Reload(ref frame.Rbx, cfa, saved[3]);
        Reload(ref frame.Rbp, cfa, saved[6]);
        Reload(ref frame.R12, cfa, saved[12]);
        Reload(ref frame.R13, cfa, saved[13]);
        Reload(ref frame.R14, cfa, saved[14]);
        Reload(ref frame.R15, cfa, saved[15]);
        frame.InstructionPointer = *(byte**)(cfa - 8);
        frame.StackPointer = cfa;
        frame.IsFault = 0;
    }

    private static void Reload(ref ulong register, byte* cfa, long offset)
    {
        if (offset != 0)
            register = *(ulong*)(cfa + offset);
    }

    private static ulong ReadUleb(ref byte* next)
    {
        ulong result = 0;
        int shift = 0;
        byte part;
        do
        {
            part = *next++;
            result |= (ulong)(part & 0x7f) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return result;
    }
}
