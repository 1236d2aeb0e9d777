using Diesis.Abi;
using Diesis.Core.Futexes;
using Diesis.Core.Signals;

namespace Diesis.Unit.Tests.Signals;

/// <summary>Sets, default actions, the table of actions, and the packed operations of FUTEX_WAKE_OP.</summary>
public sealed class SignalActionsTests
{
    [Fact]
    public void SynchronousSignalsComeFirst()
    {
        SignalSet set = SignalSet.Of(Signal.SIGHUP) | SignalSet.Of(Signal.SIGSEGV) | SignalSet.Of(Signal.SIGRTMAX);
        Assert.Equal(Signal.SIGSEGV, set.First);
        Assert.Equal(Signal.SIGHUP, (set - SignalSet.Synchronous).First);
        Assert.Equal(Signal.SIGRTMAX, SignalSet.Of(Signal.SIGRTMAX).First);
        Assert.Equal(Signal.None, default(SignalSet).First);
    }

    [Fact]
    public void ANewProgramKeepsOnlyWhatIsIgnored()
    {
        SignalActions actions = new();
        actions.Replace(Signal.SIGINT, new SignalAction(0x1000, SignalActionFlags.SA_RESTART, 0x2000, default));
        actions.Replace(Signal.SIGQUIT, new SignalAction(SignalHandler.SIG_IGN, SignalActionFlags.SA_RESTART, 0, SignalSet.All));
        SignalActions copy = actions.Copy();
        actions.ResetForNewProgram();
        Assert.Null(actions[Signal.SIGINT]);
        Assert.True(actions.IsIgnored(Signal.SIGQUIT));
        Assert.Equal(SignalActionFlags.None, actions[Signal.SIGQUIT]!.Flags);
        Assert.True(copy.IsCaught(Signal.SIGINT));
    }

    [Fact]
    public void TheResetOfAnActionIsTheTakersAlone()
    {
        SignalActions actions = new();
        SignalAction first = new(0x1000, SignalActionFlags.SA_RESETHAND, 0, default);
        actions.Replace(Signal.SIGUSR1, first);
        SignalAction second = new(0x3000, SignalActionFlags.None, 0, default);
        actions.Replace(Signal.SIGUSR1, second);
        Assert.False(actions.TryReset(Signal.SIGUSR1, first));
        Assert.Same(second, actions[Signal.SIGUSR1]);
    }

    [Fact]
    public void WhatIsIgnoredByDefaultIsIgnored()
    {
        SignalActions actions = new();
        Assert.True(actions.IsIgnored(Signal.SIGCHLD));
        Assert.False(actions.IsIgnored(Signal.SIGCONT));
        Assert.False(actions.IsIgnored(Signal.SIGRTMIN));
        Assert.Equal(SignalDefault.Stop, SignalDefaults.Of(Signal.SIGTTOU));
    }

    [Theory]
    [InlineData(0u, 5u, 7u, 5u)]
    [InlineData(1u, 5u, 7u, 12u)]
    [InlineData(2u, 5u, 8u, 13u)]
    [InlineData(3u, 5u, 7u, 2u)]
    [InlineData(4u, 5u, 7u, 2u)]
    [InlineData(9u, 5u, 7u, 39u)]
    public void FutexOperationsAreUnpacked(uint operation, uint operand, uint old, uint expected)
    {
        FutexWordOperation unpacked = new(operation << 28 | operand << 12);
        Assert.True(unpacked.TryApply(old, out uint changed));
        Assert.Equal(expected, changed);
    }

    [Fact]
    public void FutexComparandsAreSigned()
    {
        FutexWordOperation less = new(1u << 28 | (uint)FutexBits.FUTEX_OP_CMP_LT << 24 | 1u << 12 | 0xfffu);
        Assert.False(less.TryCompare(0));
        Assert.True(less.TryCompare(unchecked((uint)-2)));
        Assert.Null(new FutexWordOperation(9u << 24).TryCompare(0));
    }
}
