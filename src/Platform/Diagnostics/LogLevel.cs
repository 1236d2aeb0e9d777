namespace Diesis.Platform.Diagnostics;

/// <summary>How much a message matters, the lower the value the more; numbers as syslog(2) has them.</summary>
public enum LogLevel
{
    /// <summary>The machine stops or restarts.</summary>
    Emergency,
    Alert,
    Critical,

    /// <summary>Something failed that should work: an oops, a device that gave up.</summary>
    Error,

    /// <summary>It goes on, but somebody should look.</summary>
    Warning,
    Notice,

    /// <summary>What an owner of the machine likes to know.</summary>
    Information,

    /// <summary>What only who works on the code likes to know.</summary>
    Debug,
}
