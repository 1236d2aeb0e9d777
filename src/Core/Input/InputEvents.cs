namespace Diesis.Core.Input;

/// <summary>Where keyboards and mice put what happens.</summary>
public static class InputEvents
{
    private static EventQueue<KeyEvent>? s_keys;
    private static EventQueue<MouseEvent>? s_mouse;
    private static EventQueue<KeyEvent>? s_monitorKeys;

    /// <summary>Keys that came while the monitor had the screen, handed over by the terminal that reads them otherwise.</summary>
    public static EventQueue<KeyEvent> MonitorKeys => s_monitorKeys ??= new EventQueue<KeyEvent>();

    /// <summary>A terminal reads <see cref="Keys"/>, and hands over what the monitor is to have.</summary>
    public static bool AreReadByTerminal { get; set; }

    public static EventQueue<KeyEvent> Keys => s_keys ??= new EventQueue<KeyEvent>();

    public static EventQueue<MouseEvent> Mouse => s_mouse ??= new EventQueue<MouseEvent>();
}
