using System.Text;
using Diesis.Platform.Boot;

namespace Diesis.Tests.InKernel;

/// <summary>Tells the runner how the kernel was started: it starts this in every way there is and holds the line against what it should be.</summary>
internal static class BootReport
{
    internal static void Register(TestList tests) => tests.Add("BootReport.IsPrinted", static () => Console.WriteLine(Line()));

    private static string Line()
    {
        ref readonly BootInfo info = ref BootInfo.Current;
        ulong usable = 0;
        for (int i = 0; i < info.RangeCount; i++)
            usable += info.Range(i).Kind == MemoryKind.Usable ? info.Range(i).Length : 0;
        string screen = info.FrameBuffer.IsPresent
            ? info.FrameBuffer.Width.ToString() + "x" + info.FrameBuffer.Height.ToString() + "x" + info.FrameBuffer.BitsPerPixel.ToString()
            : "none";
        return "boot: protocol=" + info.Protocol.ToString()
            + " megabytes=" + (usable >> 20).ToString()
            + " screen=" + screen
            + " acpi=" + (info.AcpiRoot != 0 ? "yes" : "no")
            + " initrd=" + info.Initrd.Length.ToString()
            + " word=" + (CommandLine.Text("boot.word"u8) ?? "none")
            + " loader=" + Encoding.UTF8.GetString(info.LoaderName);
    }
}
