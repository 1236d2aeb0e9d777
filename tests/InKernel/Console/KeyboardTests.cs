using System.Threading;
using System.Threading.Tasks;
using Diesis.Core.Consoles;
using Diesis.Core.Input;
using Diesis.Drivers.Pc.Ps2;
using Diesis.Platform.Threads;
using Diesis.Platform.Time;

namespace Diesis.Tests.InKernel;

/// <summary>Keyboard and mouse: the PS/2 controller delivers bytes as if a device had sent them, interrupts and all.</summary>
internal static class KeyboardTests
{
    private const long Patience = 10_000_000_000;

    internal static void Register(TestList tests)
    {
        tests.AddThreaded("Ps2.FindsKeyboardAndMouse", () => WithInput(input => Check.True(input.HasKeyboard && input.HasMouse)));
        tests.AddThreaded("Ps2.TellsAKeyThatGoesDown", () => WithInput(input =>
        {
            Send(input, 0x1e);
            Expect(KeyCode.A, KeyAction.Press, 'a');
        }));
        tests.AddThreaded("Ps2.TellsAKeyThatRepeatsAndComesUp", () => WithInput(input =>
        {
            Send(input, 0x1e, 0x1e, 0x9e);
            Expect(KeyCode.A, KeyAction.Press, 'a');
            Expect(KeyCode.A, KeyAction.Repeat, 'a');
            Expect(KeyCode.A, KeyAction.Release, 0);
        }));
        tests.AddThreaded("Ps2.KnowsShift", () => WithInput(input =>
        {
            Send(input, 0x2a, 0x1e);
            Expect(KeyCode.LeftShift, KeyAction.Press, 0);
            Expect(KeyCode.A, KeyAction.Press, 'A');
        }));
        tests.AddThreaded("Ps2.KnowsExtendedCodes", () => WithInput(input =>
        {
            Send(input, 0xe0, 0x48, 0xe0, 0x1d);
            Expect(KeyCode.Up, KeyAction.Press, 0);
            Expect(KeyCode.RightControl, KeyAction.Press, 0);
        }));
        tests.AddThreaded("Ps2.HasTheGermanLayout", () => WithInput(input =>
        {
            input.Layout = new GermanLayout();
            Send(input, 0x15, 0x0c, 0x0d, 0x12);
            Expect(KeyCode.Y, KeyAction.Press, 'z');
            Expect(KeyCode.Minus, KeyAction.Press, 'ß');
            Expect(KeyCode.Equal, KeyAction.Press, 0);
            Expect(KeyCode.E, KeyAction.Press, 'é');
        }));
        tests.AddThreaded("Ps2.SwitchesCapsLock", () => WithInput(input =>
        {
            Send(input, 0x3a, 0xba, 0x1e);
            Expect(KeyCode.CapsLock, KeyAction.Press, 0);
            Expect(KeyCode.CapsLock, KeyAction.Release, 0);
            Expect(KeyCode.A, KeyAction.Press, 'A');
            Send(input, 0x3a, 0xba);
            Expect(KeyCode.CapsLock, KeyAction.Press, 0);
            Expect(KeyCode.CapsLock, KeyAction.Release, 0);
        }));
        tests.AddThreaded("Ps2.TellsTheMousesMovements", () => WithInput(input =>
        {
            bool hasWheel = true;
            foreach (byte value in (ReadOnlySpan<byte>)[0x09, 5, 3, 0x0f])
                Check.True(input.TryPretend(fromMouse: true, value) && WaitUntilTaken());
            long start = Clock.Monotonic;
            MouseEvent movement;
            while (!InputEvents.Mouse.TryRead(out movement) && Clock.Monotonic - start < Patience)
                Thread.Yield();
            Check.Equal(5, movement.DeltaX);
            Check.Equal(3, movement.DeltaY);
            Check.Equal((int)MouseButtons.Left, (int)movement.Buttons);
            Check.Equal(hasWheel ? -1 : 0, movement.Wheel);
        }));
        tests.AddThreaded("Ps2.WakesAReader", () => WithInput(input =>
        {
            KeyEvent seen = default;
            KernelThread reader = KernelThread.Start("key reader", () => seen = InputEvents.Keys.Read());
            long start = Clock.Monotonic;
            while (reader.State != KernelThreadState.Blocked && Clock.Monotonic - start < Patience)
                Thread.Yield();
            Send(input, 0x10);
            reader.Managed.Join();
            Check.Equal((int)KeyCode.Q, (int)seen.Key);
        }));
        tests.AddThreaded("Ps2.KeysCanBeAwaited", () => WithInput(input =>
        {
            Task<string> typed = Task.Run(TypeThree);
            Send(input, 0x1e, 0x9e, 0x30, 0xb0, 0x2e, 0xae);
            Check.True(typed.Wait(TimeSpan.FromSeconds(10)), "the task still waits");
            Check.Equal("abc", typed.Result);
        }));
        tests.AddThreaded("Ps2.AwaitingAKeyCanBeCancelled", () => WithInput(_ =>
        {
            using CancellationTokenSource source = new();
            Task<KeyEvent> key = InputEvents.Keys.ReadAsync(source.Token).AsTask();
            Check.False(key.IsCompleted);
            source.Cancel();
            bool cancelled = false;
            try
            {
                key.Wait();
            }
            catch (AggregateException exception)
            {
                cancelled = exception.InnerException is OperationCanceledException;
            }
            Check.True(cancelled);
        }));
        tests.AddThreaded("Ps2.PauseCallsTheMonitorOntoTheScreen", () => WithInput(PauseCallsTheMonitor));
        tests.Add("EventQueue.LosesTheOldestFirst", () =>
        {
            EventQueue<KeyEvent> queue = new();
            for (int i = 0; i < 200; i++)
                queue.Add(new KeyEvent(KeyCode.A, KeyAction.Press, KeyModifiers.None, i));
            Check.Equal(72L, queue.Lost);
            Check.True(queue.TryRead(out KeyEvent first));
            Check.Equal(72, first.Character);
        });
    }

    private static async Task<string> TypeThree()
    {
        string text = "";
        while (text.Length < 3)
        {
            KeyEvent key = await InputEvents.Keys.ReadAsync();
            if (key.Character != 0)
                text += (char)key.Character;
        }
        return text;
    }

    private static void WithInput(Action<Ps2Input> body)
    {
        // The devices are started by a thread of their own.
        long start = Clock.Monotonic;
        while (Ps2Input.Current is null && Clock.Monotonic - start < Patience)
            Thread.Sleep(1);
        if (Ps2Input.Current is not Ps2Input input)
            throw new NotHereException();
        KeyboardLayout layout = input.Layout;
        input.Layout = new UsLayout();
        Reset(input);
        try
        {
            body(input);
        }
        finally
        {
            input.Layout = layout;
            Reset(input);
        }
    }

    private static void Reset(Ps2Input input)
    {
        input.Keyboard.ReleaseAll();
        while (InputEvents.Keys.TryRead(out _) || InputEvents.Mouse.TryRead(out _))
        {
        }
    }

    /// <summary>The controller has room for one byte: the next may come when the interrupt has fetched it.</summary>
    private static void Send(Ps2Input input, params ReadOnlySpan<byte> codes)
    {
        foreach (byte code in codes)
            Check.True(input.TryPretend(fromMouse: false, code) && WaitUntilTaken());
    }

    private static bool WaitUntilTaken()
    {
        const byte OutputFull = 1;
        Diesis.Platform.Devices.PortRange status = new(0x64, 1);
        long start = Clock.Monotonic;
        while ((status.Read8(0) & OutputFull) != 0)
        {
            if (Clock.Monotonic - start > Patience)
                return false;
            Thread.Yield();
        }
        return true;
    }

    private static void Expect(KeyCode key, KeyAction action, int character)
    {
        long start = Clock.Monotonic;
        KeyEvent seen;
        while (!InputEvents.Keys.TryRead(out seen))
        {
            Check.True(Clock.Monotonic - start < Patience, "no key came, instead of " + key.ToString());
            Thread.Yield();
        }
        Check.Equal(key.ToString() + " " + action.ToString() + " " + character.ToString(), seen.Key.ToString() + " " + seen.Action.ToString() + " " + seen.Character.ToString());
    }

    private static void PauseCallsTheMonitor(Ps2Input input)
    {
        if (SystemConsoles.Screen is not ScreenConsole screen)
            throw new NotHereException();
        Send(input, 0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5);
        Check.True(Shows(screen, "Diesis monitor"), "the monitor did not come");
        Send(input, 0x12, 0x2e, 0x23, 0x18, 0x1c);
        Check.True(Shows(screen, "no command 'echo'"), "the monitor did not answer");
        Send(input, 0x1d, 0x20, 0xa0, 0x9d);
        long start = Clock.Monotonic;
        while (screen.IsTaken && Clock.Monotonic - start < Patience)
            Thread.Sleep(1);
        Check.False(screen.IsTaken);
    }

    private static bool Shows(ScreenConsole screen, string text)
    {
        long start = Clock.Monotonic;
        while (Clock.Monotonic - start < Patience)
        {
            for (int row = 0; row < screen.Rows; row++)
            {
                if (ScreenTests.Line(screen, row).Contains(text))
                    return true;
            }
            Thread.Sleep(1);
        }
        return false;
    }
}
