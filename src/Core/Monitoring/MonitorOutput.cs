namespace Diesis.Core.Monitoring;

/// <summary>Where a command of the monitor writes: a console, or a test that looks at what it says.</summary>
public abstract class MonitorOutput
{
    /// <param name="line">Without its end.</param>
    public abstract void WriteLine(string line);
}
