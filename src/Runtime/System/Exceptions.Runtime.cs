namespace System;

/// <summary>A member of null was used.</summary>
public class NullReferenceException : SystemException
{
    public NullReferenceException()
    {
    }

    public NullReferenceException(string? message) : base(message)
    {
    }

    public NullReferenceException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Object reference not set to an instance of an object.";
}

/// <summary>An index outside an array.</summary>
public class IndexOutOfRangeException : SystemException
{
    public IndexOutOfRangeException()
    {
    }

    public IndexOutOfRangeException(string? message) : base(message)
    {
    }

    public IndexOutOfRangeException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Index was outside the bounds of the array.";
}

/// <summary>A value of the wrong type for an array.</summary>
public class ArrayTypeMismatchException : SystemException
{
    public ArrayTypeMismatchException()
    {
    }

    public ArrayTypeMismatchException(string? message) : base(message)
    {
    }

    public ArrayTypeMismatchException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Attempted to access an element as a type incompatible with the array.";
}

/// <summary>A cast that the object's type does not allow.</summary>
public class InvalidCastException : SystemException
{
    public InvalidCastException()
    {
    }

    public InvalidCastException(string? message) : base(message)
    {
    }

    public InvalidCastException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Specified cast is not valid.";
}

/// <summary>An error in arithmetic.</summary>
public class ArithmeticException : SystemException
{
    public ArithmeticException()
    {
    }

    public ArithmeticException(string? message) : base(message)
    {
    }

    public ArithmeticException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Overflow or underflow in the arithmetic operation.";
}

/// <summary>An integer was divided by zero.</summary>
public class DivideByZeroException : ArithmeticException
{
    public DivideByZeroException()
    {
    }

    public DivideByZeroException(string? message) : base(message)
    {
    }

    public DivideByZeroException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Attempted to divide by zero.";
}

/// <summary>A result does not fit its type.</summary>
public class OverflowException : ArithmeticException
{
    public OverflowException()
    {
    }

    public OverflowException(string? message) : base(message)
    {
    }

    public OverflowException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Arithmetic operation resulted in an overflow.";
}

/// <summary>The heap has reached its limit; thrown before anything is half done.</summary>
public class OutOfMemoryException : SystemException
{
    public OutOfMemoryException()
    {
    }

    public OutOfMemoryException(string? message) : base(message)
    {
    }

    public OutOfMemoryException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Insufficient memory to continue the execution of the program.";
}

/// <summary>The stack is used up; ends the process, never caught.</summary>
public class StackOverflowException : SystemException
{
    public StackOverflowException()
    {
    }

    public StackOverflowException(string? message) : base(message)
    {
    }

    public StackOverflowException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Operation caused a stack overflow.";
}

/// <summary>Little stack is left.</summary>
public class InsufficientExecutionStackException : SystemException
{
    public InsufficientExecutionStackException()
    {
    }

    public InsufficientExecutionStackException(string? message) : base(message)
    {
    }

    public InsufficientExecutionStackException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.";
}

/// <summary>A wild pointer.</summary>
public class AccessViolationException : SystemException
{
    public AccessViolationException()
    {
    }

    public AccessViolationException(string? message) : base(message)
    {
    }

    public AccessViolationException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Attempted to read or write protected memory. This is often an indication that other memory is corrupt.";
}

/// <summary>An array with the wrong number of dimensions.</summary>
public class RankException : SystemException
{
    public RankException()
    {
    }

    public RankException(string? message) : base(message)
    {
    }

    public RankException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "Attempted to operate on an array with the incorrect number of dimensions.";
}

/// <summary>A misaligned access.</summary>
public class DataMisalignedException : SystemException
{
    public DataMisalignedException()
    {
    }

    public DataMisalignedException(string? message) : base(message)
    {
    }

    public DataMisalignedException(string? message, Exception? innerException) : base(message, innerException)
    {
    }

    private protected override string? DefaultMessage => "A datatype misalignment was detected in a load or store instruction.";
}
