namespace Diesis.Core.Processes;

// What the killer for want of memory goes by.
public sealed partial class Process
{
    /// <summary>From -1000, never to be killed, to 1000 (proc(5), oom_score_adj). A child begins with its parent's.</summary>
    public int OutOfMemoryAdjustment { get; set; }

    /// <summary>The least that it may be set to by those without CAP_SYS_RESOURCE.</summary>
    public int LeastOutOfMemoryAdjustment { get; set; }
}
