namespace Diesis.Core.Input;

/// <summary>Where keyboards and mice put what happens.</summary>
public static class InputEvents
{
    private static EventQueue<KeyEvent>? s_keys;
    private static EventQueue<MouseEvent>? s_mouse;

    public static EventQueue<KeyEvent> Keys => s_keys ??= new EventQueue<KeyEvent>();

    public static EventQueue<MouseEvent> Mouse => s_mouse ??= new EventQueue<MouseEvent>();
}
