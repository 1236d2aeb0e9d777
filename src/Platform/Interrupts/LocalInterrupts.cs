using System.Threading;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Interrupts;

/// <summary>Interrupts from processor to processor, by index.</summary>
/// <remarks>SAFETY: the table has room for every index below Processor.Maximum, which callers keep to.</remarks>
internal static unsafe class LocalInterrupts
{
    private struct Table
    {
        public fixed uint ApicIds[Processor.Maximum];
    }

    private static Table s_table;

    /// <summary>Notes by which APIC number a processor is reached.</summary>
    internal static void SetApicId(int processor, uint apicId) => Volatile.Write(ref s_table.ApicIds[processor], apicId);

    internal static uint ApicId(int processor) => Volatile.Read(ref s_table.ApicIds[processor]);

    /// <summary>Interrupts a started processor; may be the current one.</summary>
    internal static void Send(int processor, int vector) => LocalApic.SendFixed(ApicId(processor), vector);

    /// <summary>Interrupts a processor even where it keeps interrupts off.</summary>
    internal static void SendNonMaskable(int processor) => LocalApic.SendNonMaskable(ApicId(processor));

    /// <summary>Interrupts every started processor but the current one.</summary>
    /// <remarks>One by one: the APIC's own "all others" would also reach processors that we have not started.</remarks>
    internal static void SendToAllOthers(int vector)
    {
        nuint flags = Instructions.SaveAndDisableInterrupts();
        int current = Processor.CurrentIndex;
        for (int i = 0; i < Processor.Count; i++)
        {
            if (i != current)
                Send(i, vector);
        }
        Instructions.RestoreInterrupts(flags);
    }
}
