using System;

namespace Diesis.Core.Files.Archives;

/// <summary>Unpacks a deflate stream (RFC 1951) as it is read. Broken input ends it, with <see cref="IsBroken"/> set; nothing else happens.</summary>
public sealed class InflateSource : ByteSource
{
    private const int WindowBytes = 1 << 15;
    private const int EndOfBlock = 256;
    private const int LiteralSymbols = 288;
    private const int DistanceSymbols = 30;

    private readonly BitReader _bits;
    private readonly byte[] _window = new byte[WindowBytes];
    private readonly HuffmanTable _literals = new(LiteralSymbols);
    private readonly HuffmanTable _distances = new(LiteralSymbols);
    private int _windowAt;

    /// <summary>Bytes that the window has had so far, up to its size.</summary>
    private int _known;
    private Stage _stage;
    private bool _isLastBlock;
    private int _storedLeft;
    private int _matchLeft;
    private int _matchDistance;

    public InflateSource(BufferedSource source) => _bits = new BitReader(source);

    /// <summary>Whether the input was no deflate stream, or ended too early.</summary>
    public bool IsBroken => _stage == Stage.Broken;

    private static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static ReadOnlySpan<ushort> LengthBase =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthExtra => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> DistanceBase =>
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    private static ReadOnlySpan<byte> DistanceExtra => [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    public override int Read(Span<byte> to)
    {
        int done = 0;
        while (done < to.Length)
        {
            switch (_stage)
            {
                case Stage.BlockStart:
                    BeginBlock();
                    break;
                case Stage.Stored:
                    ReadStored(to, ref done);
                    break;
                case Stage.Codes:
                    ReadCodes(to, ref done);
                    break;
                default:
                    return done;
            }
        }
        return done;
    }

    private void BeginBlock()
    {
        if (_isLastBlock)
        {
            _bits.AlignToByte();
            _stage = Stage.End;
            return;
        }
        int header = _bits.Read(3);
        _isLastBlock = (header & 1) != 0;
        _stage = header < 0 ? Stage.Broken : (header >> 1) switch
        {
            0 => BeginStored(),
            1 => BeginFixed(),
            2 => BeginDynamic(),
            _ => Stage.Broken,
        };
    }

    private Stage BeginStored()
    {
        _bits.AlignToByte();
        int length = _bits.Read(16);
        int complement = _bits.Read(16);
        if (length < 0 || complement < 0 || length != (~complement & 0xffff))
            return Stage.Broken;
        _storedLeft = length;
        return Stage.Stored;
    }

    private Stage BeginFixed()
    {
        Span<byte> lengths = stackalloc byte[LiteralSymbols];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        _ = _literals.Build(lengths);
        lengths[..DistanceSymbols].Fill(5);
        _ = _distances.Build(lengths[..DistanceSymbols]);
        return Stage.Codes;
    }

    /// <summary>RFC 1951, section 3.2.7.</summary>
    private Stage BeginDynamic()
    {
        const int CodeLengths = 19;
        int literals = _bits.Read(5) + 257;
        int distances = _bits.Read(5) + 1;
        int codes = _bits.Read(4) + 4;
        if (literals is < 257 or > 286 || distances is < 1 or > DistanceSymbols || codes < 4)
            return Stage.Broken;
        Span<byte> lengths = stackalloc byte[286 + DistanceSymbols];
        lengths.Clear();
        for (int i = 0; i < codes; i++)
        {
            int length = _bits.Read(3);
            if (length < 0)
                return Stage.Broken;
            lengths[CodeLengthOrder[i]] = (byte)length;
        }
        if (!_literals.Build(lengths[..CodeLengths]))
            return Stage.Broken;
        lengths.Clear();
        int total = literals + distances;
        for (int at = 0; at < total;)
        {
            int symbol = _literals.Read(_bits);
            if (symbol is < 0 or > 18)
                return Stage.Broken;
            if (symbol < 16)
            {
                lengths[at++] = (byte)symbol;
                continue;
            }
            if (symbol == 16 && at == 0)
                return Stage.Broken;
            byte repeated = symbol == 16 ? lengths[at - 1] : (byte)0;
            int more = symbol switch
            {
                16 => _bits.Read(2),
                17 => _bits.Read(3),
                _ => _bits.Read(7),
            };
            int count = more + (symbol == 18 ? 11 : 3);
            if (more < 0 || at + count > total)
                return Stage.Broken;
            lengths.Slice(at, count).Fill(repeated);
            at += count;
        }
        // Without an end of block the stream could not end.
        if (lengths[EndOfBlock] == 0 || !_literals.Build(lengths[..literals]) || !_distances.Build(lengths.Slice(literals, distances)))
            return Stage.Broken;
        return Stage.Codes;
    }

    private void ReadStored(Span<byte> to, ref int done)
    {
        while (_storedLeft > 0 && done < to.Length)
        {
            int next = _bits.Read(8);
            if (next < 0)
            {
                _stage = Stage.Broken;
                return;
            }
            Put(to, ref done, (byte)next);
            _storedLeft--;
        }
        if (_storedLeft == 0)
            _stage = Stage.BlockStart;
    }

    private void ReadCodes(Span<byte> to, ref int done)
    {
        while (done < to.Length)
        {
            if (_matchLeft > 0)
            {
                _matchLeft--;
                Put(to, ref done, _window[(_windowAt - _matchDistance) & (WindowBytes - 1)]);
                continue;
            }
            int symbol = _literals.Read(_bits);
            if ((uint)symbol < EndOfBlock)
            {
                Put(to, ref done, (byte)symbol);
                continue;
            }
            if (symbol == EndOfBlock)
            {
                _stage = Stage.BlockStart;
                return;
            }
            if (!ReadMatch(symbol - EndOfBlock - 1))
            {
                _stage = Stage.Broken;
                return;
            }
        }
    }

    private bool ReadMatch(int lengthSymbol)
    {
        if ((uint)lengthSymbol >= (uint)LengthBase.Length)
            return false;
        int lengthExtra = _bits.Read(LengthExtra[lengthSymbol]);
        int distanceSymbol = _distances.Read(_bits);
        if (lengthExtra < 0 || (uint)distanceSymbol >= (uint)DistanceBase.Length)
            return false;
        int distanceExtra = _bits.Read(DistanceExtra[distanceSymbol]);
        if (distanceExtra < 0)
            return false;
        _matchLeft = LengthBase[lengthSymbol] + lengthExtra;
        _matchDistance = DistanceBase[distanceSymbol] + distanceExtra;
        return _matchDistance <= _known;
    }

    private void Put(Span<byte> to, ref int done, byte value)
    {
        to[done++] = value;
        _window[_windowAt] = value;
        _windowAt = (_windowAt + 1) & (WindowBytes - 1);
        if (_known < WindowBytes)
            _known++;
    }

    private enum Stage
    {
        BlockStart,
        Stored,
        Codes,
        End,
        Broken,
    }
}
