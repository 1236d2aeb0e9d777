namespace Internal.Runtime;

/// <summary>The ReadyToRun header that ilc writes: where statics, frozen objects and other tables of the image lie.</summary>
/// <remarks>SAFETY: the header is part of the image; its rows give each table's first and end address.</remarks>
internal static unsafe class ImageTables
{
    private const uint Signature = 0x0052_5452;

    internal enum Section
    {
        GcStatics = 201,
        ThreadStatics = 202,
        TypeManagerIndirection = 204,
        EagerConstructors = 205,
        FrozenObjects = 206,
        ModuleInitializers = 213,
    }

    private struct Header
    {
        public uint Signature;
        public ushort MajorVersion;
        public ushort MinorVersion;
        public uint Flags;
        public ushort RowCount;
        public byte RowSize;
        public byte EntryType;
    }

    private struct Row
    {
        public int Id;
        public int Flags;
        public byte* Start;
        public byte* End;
    }

    private static Header* s_header;

    internal static void Initialize(nint* modules)
    {
        s_header = (Header*)*modules;
        if (s_header->Signature != Signature || s_header->MajorVersion != 16 || s_header->RowSize != sizeof(Row))
            FailFast.Abort("the image was made by another compiler version");
    }

    /// <summary>First byte and length in bytes of a table; null and 0 if the image has none.</summary>
    internal static byte* Find(Section section, out nuint length)
    {
        Row* row = (Row*)(s_header + 1);
        for (int i = 0; i < s_header->RowCount; i++, row++)
        {
            if (row->Id == (int)section)
            {
                length = row->End == null ? 0 : (nuint)(row->End - row->Start);
                return row->Start;
            }
        }
        length = 0;
        return null;
    }

    /// <summary>The type of the object that holds one type's thread statics.</summary>
    internal static MethodTable* ThreadStaticsType(int typeIndex)
    {
        byte* table = Find(Section.ThreadStatics, out nuint length);
        if (table == null || (nuint)typeIndex * (nuint)sizeof(nint) >= length)
            FailFast.Abort("thread statics of an unknown type");
        return ((MethodTable**)table)[typeIndex];
    }
}
