using System;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Diesis.Platform.Processors;

/// <summary>What the processor says of itself (CPUID; Intel SDM, volume 2A; AMD APM, volume 3, appendix E), for /proc/cpuinfo.</summary>
public static class ProcessorDescription
{
    private const int ExtendedLeaf = unchecked((int)0x8000_0000);
    private const int NameLeaf = unchecked((int)0x8000_0002);
    private const int NameLeaves = 3;

    /// <summary>"GenuineIntel" and its like.</summary>
    public static string Vendor
    {
        get
        {
            (_, int first, int third, int second) = X86Base.CpuId(0, 0);
            byte[] text = new byte[12];
            Put(text, 0, first);
            Put(text, 4, second);
            Put(text, 8, third);
            return Encoding.UTF8.GetString(text);
        }
    }

    public static string Name
    {
        get
        {
            if ((uint)X86Base.CpuId(ExtendedLeaf, 0).Eax < unchecked((uint)(NameLeaf + NameLeaves - 1)))
                return "unknown";
            byte[] text = new byte[16 * NameLeaves];
            for (int i = 0; i < NameLeaves; i++)
            {
                (int a, int b, int c, int d) = X86Base.CpuId(NameLeaf + i, 0);
                Put(text, i * 16, a);
                Put(text, i * 16 + 4, b);
                Put(text, i * 16 + 8, c);
                Put(text, i * 16 + 12, d);
            }
            int length = text.AsSpan().IndexOf((byte)0);
            return Encoding.UTF8.GetString(text, 0, length < 0 ? text.Length : length).Trim();
        }
    }

    public static int Family
    {
        get
        {
            int signature = X86Base.CpuId(1, 0).Eax;
            int family = signature >> 8 & 15;
            return family == 15 ? family + (signature >> 20 & 255) : family;
        }
    }

    public static int Model
    {
        get
        {
            int signature = X86Base.CpuId(1, 0).Eax;
            return signature >> 4 & 15 | signature >> 12 & 0xf0;
        }
    }

    public static int Stepping => X86Base.CpuId(1, 0).Eax & 15;

    /// <summary>Features under the names that Linux gives them, each with a blank behind it.</summary>
    public static string Features
    {
        get
        {
            StringBuilder text = new();
            (_, _, int ecx, int edx) = X86Base.CpuId(1, 0);
            AddNames(text, edx, "fpu vme de pse tsc msr pae mce cx8 apic - sep mtrr pge mca cmov pat pse36 pn clflush - dts acpi mmx fxsr sse sse2 ss ht tm ia64 pbe");
            (_, _, int extendedEcx, int extendedEdx) = X86Base.CpuId(ExtendedLeaf + 1, 0);
            AddNames(text, extendedEdx, "- - - - - - - - - - - syscall - - - - - - - mp nx - mmxext - fxsr_opt pdpe1gb rdtscp - lm 3dnowext 3dnow");
            AddNames(text, ecx, "pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm - pcid dca sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave - avx f16c rdrand hypervisor");
            AddNames(text, extendedEcx, "lahf_lm cmp_legacy svm extapic cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw ibs xop skinit wdt");
            if (X86Base.CpuId(0, 0).Eax >= 7)
                AddNames(text, X86Base.CpuId(7, 0).Ebx, "fsgsbase tsc_adjust - bmi1 hle avx2 - smep bmi2 erms invpcid rtm cqm - mpx rdt_a avx512f avx512dq rdseed adx smap avx512ifma - clflushopt clwb intel_pt avx512pf avx512er avx512cd sha_ni avx512bw avx512vl");
            return text.ToString();
        }
    }

    private static void Put(byte[] text, int at, int word)
    {
        for (int i = 0; i < sizeof(int); i++)
            text[at + i] = (byte)(word >> (8 * i));
    }

    /// <summary>The names of the bits that are set, of those that have one.</summary>
    private static void AddNames(StringBuilder text, int bits, string names)
    {
        int start = 0;
        for (int bit = 0; start < names.Length; bit++)
        {
            int end = names.IndexOf(' ', start);
            if (end < 0)
                end = names.Length;
            if ((bits >> bit & 1) != 0 && names[start] != '-')
                text.Append(names.AsSpan(start, end - start)).Append(' ');
            start = end + 1;
        }
    }
}
