using Diesis.Abi;

namespace Diesis.Core.Futexes;

/// <summary>What FUTEX_WAKE_OP does to a word, and what it asks of the old value (futex(2), FUTEX_OP).</summary>
internal readonly struct FutexWordOperation
{
    private readonly int _operation;
    private readonly int _comparison;
    private readonly uint _operand;
    private readonly int _comparand;

    internal FutexWordOperation(uint encoded)
    {
        int operation = (int)(encoded >> 28);
        _operation = operation & 7;
        _comparison = (int)(encoded >> 24) & 15;
        int operand = (int)(encoded << 8) >> 20;
        _comparand = (int)(encoded << 20) >> 20;
        _operand = (operation & FutexBits.FUTEX_OP_OPARG_SHIFT) != 0 ? 1u << (operand & 31) : (uint)operand;
    }

    /// <summary>The word's new value; false for an unknown operation.</summary>
    internal bool TryApply(uint old, out uint changed)
    {
        switch (_operation)
        {
            case FutexBits.FUTEX_OP_SET:
                changed = _operand;
                return true;
            case FutexBits.FUTEX_OP_ADD:
                changed = old + _operand;
                return true;
            case FutexBits.FUTEX_OP_OR:
                changed = old | _operand;
                return true;
            case FutexBits.FUTEX_OP_ANDN:
                changed = old & ~_operand;
                return true;
            case FutexBits.FUTEX_OP_XOR:
                changed = old ^ _operand;
                return true;
            default:
                changed = old;
                return false;
        }
    }

    /// <summary>Whether the old value meets the condition; null for an unknown one.</summary>
    internal bool? TryCompare(uint old) => _comparison switch
    {
        FutexBits.FUTEX_OP_CMP_EQ => (int)old == _comparand,
        FutexBits.FUTEX_OP_CMP_NE => (int)old != _comparand,
        FutexBits.FUTEX_OP_CMP_LT => (int)old < _comparand,
        FutexBits.FUTEX_OP_CMP_LE => (int)old <= _comparand,
        FutexBits.FUTEX_OP_CMP_GT => (int)old > _comparand,
        FutexBits.FUTEX_OP_CMP_GE => (int)old >= _comparand,
        _ => null,
    };
}
