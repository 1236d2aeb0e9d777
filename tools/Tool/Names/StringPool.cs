using System.Text;

namespace Diesis.Tool.Names;

/// <summary>Each string once, the most used first, so that references to it are short. A reference is the string's offset in the pool.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _uses = [];
    private Dictionary<string, int>? _offsets;

    internal void Use(string text)
    {
        if (_offsets is not null)
        {
            throw new InvalidOperationException("the pool is already laid out");
        }

        _uses[text] = _uses.GetValueOrDefault(text) + 1;
    }

    internal int Reference(string text) => (_offsets ?? throw new InvalidOperationException("the pool is not laid out yet"))[text];

    /// <summary>The pool's bytes: per string a varint length and UTF-8. The empty string is always at offset 0.</summary>
    internal byte[] LayOut()
    {
        _uses[""] = int.MaxValue;
        _offsets = [];
        ByteWriter bytes = new();
        foreach (string text in _uses.OrderByDescending(use => use.Value).ThenBy(use => use.Key, StringComparer.Ordinal).Select(use => use.Key))
        {
            _offsets.Add(text, bytes.Length);
            byte[] encoded = Encoding.UTF8.GetBytes(text);
            bytes.Varint((ulong)encoded.Length);
            bytes.Bytes(encoded);
        }

        return bytes.ToArray();
    }
}
