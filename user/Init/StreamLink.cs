using System;
using Diesis.User;

namespace Diesis.Init;

/// <summary>
/// Standard streams over the console, for when the tool's own streams are files or pipes: bytes arrive as they were, and the input ends when the
/// tool's ends. The console is made raw; after that the byte DLE begins a sign, and a DLE that is meant as such is doubled.
/// To the tool: DLE R asks for a portion of input, DLE X with the status in decimal and ';' ends all. From it: DLE C ends a portion, DLE E the input.
/// tools/Tool/Machines/StreamLink.cs is the other end.
/// </summary>
/// <remarks>The portions are the flow control: no more is under way than the console's input queue holds.</remarks>
internal sealed class StreamLink(int console)
{
    private const byte Escape = 0x10;
    private const int NoFile = -1;

    private readonly byte[] _received = new byte[2048];
    private readonly byte[] _framed = new byte[8192];
    private readonly byte[] _read = new byte[4096];
    private byte[] _pending = new byte[4096];
    private int _pendingLength;
    private bool _afterEscape;
    private bool _portionEnded;
    private bool _inputEnded;

    /// <summary>Where the program's input is written; <see cref="NoFile"/> when that is over.</summary>
    private int _toProgram = NoFile;

    internal int ProgramInput { get; private set; } = NoFile;

    internal int ProgramOutput { get; private set; } = NoFile;

    /// <summary>What the program writes comes out here.</summary>
    internal int FromProgram { get; private set; } = NoFile;

    /// <summary>Whether there is something to tell the program, so that the pipe to it must be watched.</summary>
    internal int WantsToWrite => _pendingLength > 0 ? _toProgram : NoFile;

    /// <summary>Whether the console's input is of interest.</summary>
    internal int WantsToReceive => _toProgram >= 0 && !_inputEnded && _pendingLength == 0 ? console : NoFile;

    /// <param name="inputFile">What the program reads, when the tool's input was a file; otherwise negative.</param>
    internal bool Open(int inputFile)
    {
        MakeRaw(console);
        if (SystemCalls.Pipe(out int outputRead, out int outputWrite) < 0)
            return false;
        (FromProgram, ProgramOutput) = (outputRead, outputWrite);
        SystemCalls.SetNonBlocking(FromProgram);
        ProgramInput = inputFile;
        if (inputFile >= 0)
            return true;
        if (SystemCalls.Pipe(out int inputRead, out int inputWrite) < 0)
            return false;
        (ProgramInput, _toProgram) = (inputRead, inputWrite);
        SystemCalls.SetNonBlocking(_toProgram);
        return true;
    }

    /// <summary>The program has its ends: ours are closed, so that ends of files are seen, and the first portion is asked for.</summary>
    internal void Started()
    {
        SystemCalls.Close(ProgramInput);
        SystemCalls.Close(ProgramOutput);
        Ask();
    }

    /// <summary>Passes on what the program has written.</summary>
    /// <returns>Whether there may be more.</returns>
    internal bool PassOutput()
    {
        if (FromProgram < 0)
            return false;
        long count = SystemCalls.Read(FromProgram, _read);
        if (count == SystemCalls.Interrupted)
            return true;
        if (count == SystemCalls.TryAgain)
            return false;
        if (count <= 0)
        {
            SystemCalls.Close(FromProgram);
            FromProgram = NoFile;
            return false;
        }
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            if (_read[i] == Escape)
                _framed[length++] = Escape;
            _framed[length++] = _read[i];
        }
        SystemCalls.WriteAll(console, _framed.AsSpan(0, length));
        return true;
    }

    /// <summary>Takes what the console has.</summary>
    internal void Receive()
    {
        long count = SystemCalls.Read(console, _received);
        for (int i = 0; i < count; i++)
            Take(_received[i]);
        PassInput();
    }

    /// <summary>Hands received input to the program, as far as it takes it.</summary>
    internal void PassInput()
    {
        if (_pendingLength > 0)
        {
            long count = SystemCalls.Write(_toProgram, _pending.AsSpan(0, _pendingLength));
            if (count is SystemCalls.TryAgain or SystemCalls.Interrupted)
                return;
            if (count < 0)
            {
                // Nobody reads any more.
                EndInput();
                return;
            }
            _pending.AsSpan((int)count, _pendingLength - (int)count).CopyTo(_pending);
            _pendingLength -= (int)count;
        }
        if (_pendingLength > 0)
            return;
        if (_inputEnded)
            EndInput();
        else if (_portionEnded)
            Ask();
    }

    internal void Finish(int status)
    {
        while (PassOutput())
        {
        }
        SystemCalls.WriteAll(console, "\u0010X"u8);
        SystemCalls.WriteAll(console, SystemCalls.Digits(status, stackalloc byte[3]));
        SystemCalls.WriteAll(console, ";"u8);
    }

    private void Take(byte value)
    {
        if (!_afterEscape && value == Escape)
        {
            _afterEscape = true;
            return;
        }
        if (_afterEscape && value == (byte)'C')
            _portionEnded = true;
        else if (_afterEscape && value == (byte)'E')
            _inputEnded = true;
        else
            Add(value);
        _afterEscape = false;
    }

    private void Add(byte value)
    {
        if (_pendingLength == _pending.Length)
            Array.Resize(ref _pending, 2 * _pending.Length);
        _pending[_pendingLength++] = value;
    }

    private void Ask()
    {
        _portionEnded = false;
        SystemCalls.WriteAll(console, "\u0010R"u8);
    }

    private void EndInput()
    {
        _pendingLength = 0;
        if (_toProgram >= 0)
            SystemCalls.Close(_toProgram);
        _toProgram = NoFile;
    }

    /// <summary>cfmakeraw(3) on a struct termios: four words of flags, then the control characters.</summary>
    private static void MakeRaw(int console)
    {
        const int GetAttributes = 0x5401;
        const int SetAttributes = 0x5402;
        const int MinimumBytes = 17 + 6;
        const int Deciseconds = 17 + 5;
        byte[] settings = new byte[60];
        if (SystemCalls.Control(console, GetAttributes, settings) < 0)
            return;
        Clear(settings, 0, 0x5eb);
        Clear(settings, 4, 0x1);
        Clear(settings, 12, 0x804b);
        settings[MinimumBytes] = 1;
        settings[Deciseconds] = 0;
        _ = SystemCalls.Control(console, SetAttributes, settings);
    }

    private static void Clear(byte[] settings, int at, int flags)
    {
        settings[at] &= (byte)~flags;
        settings[at + 1] &= (byte)~(flags >> 8);
    }
}
