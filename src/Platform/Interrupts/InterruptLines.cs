using System.Collections.Generic;
using Diesis.Platform.Firmware;
using Diesis.Platform.Firmware.Tables;
using Diesis.Platform.Locks;

namespace Diesis.Platform.Interrupts;

/// <summary>The machine's interrupt lines by their global numbers, whichever controller they come in at.</summary>
/// <remarks>
/// With I/O APICs a line gets a vector when its first handler claims it. With the 8259s lines 0 to 15 have vectors of their own and all go
/// to the boot processor. Locks: s_lock (rank Lines) around the controllers' registers and the table.
/// </remarks>
internal static class InterruptLines
{
    /// <summary>What is known of a line in use.</summary>
    private sealed class Line
    {
        internal uint Number;
        internal int Vector;
        internal int Processor;
        internal int Handlers;
        internal LinePolarity Polarity;
        internal LineTrigger Trigger;
    }

    private static SpinLock s_lock = new(LockRank.Lines);
    private static List<Line>? s_lines;
    private static IoApic[]? s_controllers;

    /// <summary>Whether lines come in at I/O APICs.</summary>
    internal static bool UsesIoApics => s_controllers is { Length: > 0 };

    internal static IReadOnlyList<IoApic> Controllers => s_controllers ?? [];

    /// <summary>Starts the I/O APICs that the firmware names, unless there is no local APIC to hear them.</summary>
    internal static void Initialize()
    {
        // Room for every vector: the list does not grow under the lock.
        s_lines = new List<Line>(Vector.Count);
        List<IoApic> controllers = [];
        if (LocalApic.IsPresent && MachineDescription.Topology is InterruptTopology topology)
        {
            foreach (FirmwareIoApic described in topology.IoApics)
            {
                if (IoApic.Start(described) is IoApic controller)
                    controllers.Add(controller);
            }
        }
        s_controllers = controllers.ToArray();
        if (UsesIoApics)
        {
            InterruptController.DisableAll();
            LocalApic.MaskLocal(LocalInterrupt.Line0);
        }
    }

    /// <summary>
    /// Connects a handler to a line, which may then interrupt the processor. A line in use is shared where both ask for level; false where
    /// the line does not exist, is in use otherwise, or no vector is free.
    /// </summary>
    internal static bool TryClaim(uint number, LinePolarity polarity, LineTrigger trigger, InterruptHandler handler, int processor)
    {
        Line created = new() { Number = number, Processor = processor, Polarity = polarity, Trigger = trigger };
        using SpinLock.Scope held = s_lock.Enter();
        if (Find(number) is Line line)
        {
            if (line.Trigger != LineTrigger.Level || trigger != LineTrigger.Level || line.Polarity != polarity)
                return false;
            line.Handlers++;
            InterruptVectors.Add(line.Vector, handler);
            return true;
        }

        if (UsesIoApics)
        {
            if (Controller(number) is null)
                return false;
            created.Vector = InterruptVectors.Allocate(handler);
            if (created.Vector == 0)
                return false;
        }
        else
        {
            if (number > Vector.LastOldLine - Vector.FirstOldLine)
                return false;
            created.Vector = Vector.FirstOldLine + (int)number;
            InterruptVectors.Add(created.Vector, handler);
        }
        created.Handlers = 1;
        s_lines!.Add(created);
        Apply(created, isMasked: false);
        return true;
    }

    /// <summary>Disconnects a handler, which is not running any more at return. A line without handlers is masked.</summary>
    internal static void Release(InterruptHandler handler)
    {
        using (s_lock.Enter())
        {
            if (FindVector(handler.ConnectedVector) is Line line && --line.Handlers == 0)
            {
                Apply(line, isMasked: true);
                s_lines!.Remove(line);
            }
        }
        InterruptVectors.Remove(handler);
    }

    internal static bool IsLine(InterruptHandler handler) => handler.ConnectedVector != 0 && FindVector(handler.ConnectedVector) is not null;

    /// <summary>Keeps a line in use from interrupting, or lets it again.</summary>
    internal static void SetMask(uint number, LineMask mask)
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (Find(number) is Line line)
            Apply(line, mask == LineMask.Masked);
    }

    /// <summary>Keeps the line of a vector from interrupting; false when the vector is no line's.</summary>
    internal static bool TryMaskVector(int vector)
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (FindVector(vector) is not Line line)
            return false;
        Apply(line, isMasked: true);
        return true;
    }

    /// <summary>Sends a line in use to another processor. False with the 8259s, which know but one.</summary>
    internal static bool TrySetProcessor(uint number, int processor)
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (!UsesIoApics || Find(number) is not Line line || LocalInterrupts.ApicId(processor) > byte.MaxValue)
            return false;
        line.Processor = processor;
        Apply(line, isMasked: false);
        return true;
    }

    /// <summary>How a line is set at its I/O APIC; null where it has none.</summary>
    internal static LineRoute? Route(uint number)
    {
        using SpinLock.Scope held = s_lock.Enter();
        return Controller(number) is IoApic controller ? controller.Route((int)(number - controller.FirstLine)) : null;
    }

    private static void Apply(Line line, bool isMasked)
    {
        if (Controller(line.Number) is IoApic controller)
        {
            LineRoute route = new(line.Vector, (byte)LocalInterrupts.ApicId(line.Processor), line.Polarity, line.Trigger, isMasked);
            controller.SetRoute((int)(line.Number - controller.FirstLine), route);
        }
        else if (isMasked)
        {
            InterruptController.Disable((int)line.Number);
        }
        else
        {
            InterruptController.Enable((int)line.Number);
        }
    }

    private static IoApic? Controller(uint number)
    {
        foreach (IoApic controller in s_controllers!)
        {
            if (controller.Has(number))
                return controller;
        }
        return null;
    }

    private static Line? Find(uint number)
    {
        foreach (Line line in s_lines!)
        {
            if (line.Number == number)
                return line;
        }
        return null;
    }

    private static Line? FindVector(int vector)
    {
        foreach (Line line in s_lines!)
        {
            if (line.Vector == vector)
                return line;
        }
        return null;
    }
}
