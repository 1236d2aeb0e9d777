using Diesis.Platform.Processors;
using Internal.Runtime;

namespace Diesis.Platform.Boot;

/// <summary>What the PVH loader tells: memory map and command line ("x86/HVM direct boot ABI", hvm_start_info).</summary>
/// <remarks>SAFETY: physical addresses below 4 GiB are read through the direct map, which covers them.</remarks>
internal static unsafe class StartInformation
{
    internal const ulong DirectMap = 0xffff_8000_0000_0000;
    private const ulong DirectMapBytes = 4UL << 30;
    private const ulong KernelBase = 0xffff_ffff_8000_0000;
    private const uint Magic = 0x336e_c578;
    private const uint UsableMemory = 1;
    private const int MaxWords = 64;
    private const int MaxCommandLine = 4096;

    private struct Header
    {
        public uint Magic;
        public uint Version;
        public uint Flags;
        public uint ModuleCount;
        public ulong Modules;
        public ulong CommandLine;
        public ulong AcpiRoot;
        public ulong MemoryMap;
        public uint MemoryMapCount;
        public uint Reserved;
    }

    private struct MemoryRange
    {
        public ulong Start;
        public ulong Length;
        public uint Kind;
        public uint Reserved;
    }

    private struct Texts
    {
        public fixed byte Line[MaxCommandLine];
        public fixed ulong Arguments[MaxWords];
        public fixed ulong Settings[MaxWords];
    }

    private static Texts s_texts;
    private static int s_argumentCount;
    private static int s_settingCount;

    /// <summary>The largest range of usable memory above the kernel, in the direct map.</summary>
    internal static byte* MemoryStart { get; private set; }

    internal static byte* MemoryEnd { get; private set; }

    internal static void Read(uint physicalAddress)
    {
        Header* header = (Header*)(DirectMap + physicalAddress);
        if (header->Magic != Magic || header->Version < 1)
            FailFast.Abort("the loader did not start the kernel by PVH");
        FindMemory(header);
        SplitCommandLine(header->CommandLine == 0 ? null : (byte*)(DirectMap + header->CommandLine));
    }

    private static void FindMemory(Header* header)
    {
        ulong kernelEnd = (ulong)Instructions.KernelEnd() - KernelBase;
        MemoryRange* range = (MemoryRange*)(DirectMap + header->MemoryMap);
        ulong bestLength = 0;
        for (uint i = 0; i < header->MemoryMapCount; i++, range++)
        {
            if (range->Kind != UsableMemory || range->Start >= DirectMapBytes)
                continue;
            ulong start = range->Start < kernelEnd ? kernelEnd : range->Start;
            ulong end = range->Start + range->Length;
            if (end < range->Start || end > DirectMapBytes)
                end = DirectMapBytes;
            start = (start + 0xffff) & ~0xffffUL;
            if (end <= start || end - start <= bestLength)
                continue;
            bestLength = end - start;
            MemoryStart = (byte*)(DirectMap + start);
            MemoryEnd = (byte*)(DirectMap + end);
        }
        if (bestLength == 0)
            FailFast.Abort("no usable memory above the kernel");
    }

    /// <summary>Words of the form NAME=VALUE in capitals are settings, as an environment has them; what follows "--" are the program's arguments.</summary>
    private static void SplitCommandLine(byte* text)
    {
        fixed (byte* line = s_texts.Line)
        {
            int length = 0;
            while (text != null && text[length] != 0 && length < MaxCommandLine - 1)
            {
                line[length] = text[length];
                length++;
            }
            line[length] = 0;

            int at = 0;
            bool afterDashes = false;
            while (true)
            {
                while (line[at] == ' ')
                    at++;
                if (line[at] == 0)
                    return;
                byte* word = line + at;
                bool isSetting = false;
                bool isName = true;
                for (; line[at] != 0 && line[at] != ' '; at++)
                {
                    if (line[at] == '=' && isName && line + at != word)
                        isSetting = true;
                    if (line[at] is not ((>= (byte)'A' and <= (byte)'Z') or (byte)'_' or (>= (byte)'0' and <= (byte)'9')))
                        isName = false;
                }
                bool isEnd = line[at] == 0;
                line[at] = 0;
                if (afterDashes)
                {
                    if (s_argumentCount < MaxWords)
                        s_texts.Arguments[s_argumentCount++] = (ulong)word;
                }
                else if (isSetting && s_settingCount < MaxWords)
                {
                    s_texts.Settings[s_settingCount++] = (ulong)word;
                }
                else if (word[0] == '-' && word[1] == '-' && word[2] == 0)
                {
                    afterDashes = true;
                }
                if (isEnd)
                    return;
                at++;
            }
        }
    }

    internal static int ArgumentCount => s_argumentCount;

    internal static byte* Argument(int index) => (byte*)s_texts.Arguments[index];

    internal static byte* Setting(int index) => index < s_settingCount ? (byte*)s_texts.Settings[index] : null;
}
