using Diesis.Core.Consoles;
using Diesis.Core.Input;
using Diesis.Core.Logging;
using Diesis.Core.Monitoring;
using Diesis.Platform.Firmware;
using Diesis.Platform.Interrupts;
using Diesis.Platform.Locks;

namespace Diesis.Drivers.Pc.Ps2;

/// <summary>Keyboard and mouse on the PS/2 controller: bytes come by interrupts and go as events to <see cref="InputEvents"/>.</summary>
/// <remarks>
/// Two keys work whatever the system does, as long as it takes interrupts: Control-Alt-Delete restarts the machine, Pause calls the monitor.
/// Locks: one for both devices, since the two lines share a data port; events are added without it.
/// </remarks>
public sealed class Ps2Input
{
    private const int KeyboardLine = 1;
    private const int MouseLine = 12;
    private const byte SetLights = 0xed;
    private const byte Acknowledged = 0xfa;
    private const byte SendAgain = 0xfe;
    private const int MostBytesInOneInterrupt = 32;

    private readonly Ps2Controller _controller;
    private readonly Keyboard _keyboard;
    private readonly Handler _keyboardHandler;
    private readonly Handler _mouseHandler;
    private SpinLock _lock = new(LockRank.None);
    private ScanCodeDecoder _codes = new(ScanCodeSet.One);
    private MouseDecoder _mouse;
    private ScreenSession? _session;

    // The lights are told in two bytes, each acknowledged.
    private KeyModifiers _shownLocks = KeyModifiers.None;
    private int _lightsToSend;

    private Ps2Input(Ps2Controller controller, KeyboardLayout layout)
    {
        _controller = controller;
        _keyboard = new Keyboard(layout);
        _keyboardHandler = new Handler("keyboard", this);
        _mouseHandler = new Handler("mouse", this);
    }

    /// <summary>What was found; null before the start, or when there is nothing.</summary>
    public static Ps2Input? Current { get; private set; }

    /// <summary>Has the controller deliver a byte as if a device had sent it: for tests. Under the lock, since a command of the driver's has two parts too.</summary>
    internal bool TryPretend(bool fromMouse, byte value)
    {
        using SpinLock.Scope held = _lock.Enter();
        return _controller.TryPretend(fromMouse, value);
    }

    internal Keyboard Keyboard => _keyboard;

    public bool HasKeyboard { get; private set; }

    public bool HasMouse { get; private set; }

    public KeyboardLayout Layout
    {
        get => _keyboard.Layout;
        set => _keyboard.Layout = value;
    }

    /// <summary>Finds and starts what there is; null without a controller or devices.</summary>
    public static Ps2Input? Start(KeyboardLayout layout)
    {
        if (Ps2Controller.Find() is not Ps2Controller controller)
            return null;
        Ps2Input input = new(controller, layout);
        input.StartKeyboard();
        input.StartMouse();
        if (!input.HasKeyboard && !input.HasMouse)
            return null;
        controller.EnableInterrupts(input.HasKeyboard, input.HasMouse);
        using (input._lock.Enter())
            input.UpdateLights();
        Current = input;
        Log.Information("ps2", $"{(input.HasKeyboard ? "keyboard" : "no keyboard")}, {(input.HasMouse ? "mouse" : "no mouse")}, layout {layout.Name}");
        return input;
    }

    private void StartKeyboard()
    {
        const byte EnableScanning = 0xf4;
        if (_controller.HasKeyboardLine && _controller.TryReset(mouse: false) && _controller.TryAsk(mouse: false, EnableScanning))
            HasKeyboard = IsaInterrupts.Claim(KeyboardLine, _keyboardHandler);
    }

    private void StartMouse()
    {
        const byte EnableReporting = 0xf4;
        if (!_controller.HasMouseLine || !_controller.TryReset(mouse: true))
            return;

        // After its test a mouse tells its kind.
        const long Patience = 50_000_000;
        _controller.Wait(Patience);
        _mouse = new MouseDecoder(ReadProtocol());
        if (_controller.TryAsk(mouse: true, EnableReporting))
            HasMouse = IsaInterrupts.Claim(MouseLine, _mouseHandler);
    }

    /// <summary>A wheel is switched on by three changes of the sample rate that nobody would make otherwise.</summary>
    private MouseProtocol ReadProtocol()
    {
        const byte SetRate = 0xf3;
        const byte Identify = 0xf2;
        const long Patience = 50_000_000;
        foreach (byte rate in (System.ReadOnlySpan<byte>)[200, 100, 80])
        {
            if (!_controller.TryAsk(mouse: true, SetRate) || !_controller.TryAsk(mouse: true, rate))
                return MouseProtocol.Plain;
        }
        return _controller.TryAsk(mouse: true, Identify) && _controller.Wait(Patience) == (int)MouseProtocol.Wheel
            ? MouseProtocol.Wheel
            : MouseProtocol.Plain;
    }

    /// <summary>Both lines come here: whichever interrupted, the port's next byte may be the other device's.</summary>
    private bool OnInterrupt()
    {
        for (int i = 0; i < MostBytesInOneInterrupt; i++)
        {
            KeyEvent key = default;
            MouseEvent movement = default;
            bool isKey = false;
            bool isMovement = false;
            using (_lock.Enter())
            {
                if (!_controller.TryTake(out byte value, out bool isMouse))
                    break;
                if (isMouse)
                    isMovement = _mouse.TryTake(value, out movement);
                else
                    isKey = TakeFromKeyboard(value, out key);
            }
            if (isKey)
                Deliver(key);
            if (isMovement)
                InputEvents.Mouse.Add(movement);
        }
        return true;
    }

    private bool TakeFromKeyboard(byte value, out KeyEvent key)
    {
        key = default;
        if (value is Acknowledged or SendAgain)
        {
            ContinueLights(value);
            return false;
        }
        if (!_codes.TryTake(value, out KeyChange change))
            return false;
        key = change.Direction == KeyDirection.Down ? _keyboard.Press(change.Key) : _keyboard.Release(change.Key);
        UpdateLights();
        return true;
    }

    private void Deliver(in KeyEvent key)
    {
        const KeyModifiers Restart = KeyModifiers.Control | KeyModifiers.Alt;
        if (key.Action == KeyAction.Press)
        {
            if (key.Key is KeyCode.Delete or KeyCode.KeypadPeriod && (key.Modifiers & Restart) == Restart)
                Power.Reset();
            if (key.Key == KeyCode.Pause)
            {
                CallMonitor();
                return;
            }
        }
        InputEvents.Keys.Add(key);
    }

    private void CallMonitor()
    {
        if (_session is ScreenSession session)
            MonitorCalls.Call(session);
    }

    /// <summary>Where the monitor appears when its key is pressed.</summary>
    public void AttachMonitor(ScreenConsole screen) => _session = new ScreenSession(screen);

    private void UpdateLights()
    {
        if (_keyboard.Locks == _shownLocks || _lightsToSend != 0 || !_controller.TryWriteKeyboard(SetLights))
            return;
        _shownLocks = _keyboard.Locks;
        _lightsToSend = 1;
    }

    private void ContinueLights(byte answer)
    {
        bool isFirst = _lightsToSend == 1;
        _lightsToSend = 0;
        if (answer != Acknowledged || !isFirst)
            return;
        int lights = ((_shownLocks & KeyModifiers.ScrollLock) != 0 ? 1 : 0)
            | ((_shownLocks & KeyModifiers.NumLock) != 0 ? 2 : 0)
            | ((_shownLocks & KeyModifiers.CapsLock) != 0 ? 4 : 0);
        if (_controller.TryWriteKeyboard((byte)lights))
            _lightsToSend = 2;
    }

    private sealed class Handler(string name, Ps2Input input) : InterruptHandler(name)
    {
        protected override bool OnInterrupt() => input.OnInterrupt();
    }
}
