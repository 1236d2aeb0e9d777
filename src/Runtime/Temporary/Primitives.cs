namespace System;

public abstract class Enum : ValueType { public bool HasFlag(Enum flag) => throw new NotSupportedException(); }
