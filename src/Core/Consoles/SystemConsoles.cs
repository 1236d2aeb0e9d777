namespace Diesis.Core.Consoles;

/// <summary>The consoles that the system found, for whoever wants to write on them.</summary>
public static class SystemConsoles
{
    /// <summary>The console on the screen; null when there is no screen.</summary>
    public static ScreenConsole? Screen { get; set; }
}
