namespace System.Threading.Tasks;

/// <summary>How an await behaves. There is no context to continue on, so ContinueOnCapturedContext has no effect.</summary>
[Flags]
public enum ConfigureAwaitOptions
{
    None = 0,
    ContinueOnCapturedContext = 1,
    SuppressThrowing = 2,
    ForceYielding = 4,
}
