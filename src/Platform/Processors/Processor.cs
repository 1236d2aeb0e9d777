namespace Diesis.Platform.Processors;

/// <summary>The processors of the machine, by index; 0 is the one that booted.</summary>
public static class Processor
{
    /// <summary>How many processors are used at most.</summary>
    public const int Maximum = 64;

    /// <summary>Processors that have been started.</summary>
    public static int Count { get; internal set; } = 1;

    /// <summary>The processor that runs this. May be another one in the next instruction unless preemption or interrupts are off.</summary>
    public static int CurrentIndex => 0;

    public static bool IsBootProcessor => CurrentIndex == 0;
}
