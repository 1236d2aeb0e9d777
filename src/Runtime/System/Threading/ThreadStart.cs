namespace System.Threading;

/// <summary>What a thread runs.</summary>
public delegate void ThreadStart();

/// <summary>What a thread runs, with the argument of Thread.Start.</summary>
public delegate void ParameterizedThreadStart(object? obj);
