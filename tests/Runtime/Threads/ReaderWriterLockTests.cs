using System.Threading;

namespace Diesis.Tests.Runtime;

/// <summary>ReaderWriterLockSlim.</summary>
internal static class ReaderWriterLockTests
{
    internal static void Register(TestList tests)
    {
        tests.Add("ReaderWriterLockSlim.Read", static () =>
        {
            ReaderWriterLockSlim gate = new();
            gate.EnterReadLock();
            Check.True(gate.IsReadLockHeld);
            Check.Equal(1, gate.CurrentReadCount);
            gate.ExitReadLock();
            Check.False(gate.IsReadLockHeld);
        });
        tests.Add("ReaderWriterLockSlim.Write", static () =>
        {
            ReaderWriterLockSlim gate = new();
            Check.True(gate.TryEnterWriteLock(0));
            Check.True(gate.IsWriteLockHeld);
            gate.ExitWriteLock();
            Check.False(gate.IsWriteLockHeld);
        });
        tests.Add("ReaderWriterLockSlim.Upgrade", static () =>
        {
            ReaderWriterLockSlim gate = new();
            gate.EnterUpgradeableReadLock();
            Check.True(gate.IsUpgradeableReadLockHeld);
            gate.EnterWriteLock();
            Check.True(gate.IsWriteLockHeld);
            gate.ExitWriteLock();
            Check.True(gate.TryEnterReadLock(0));
            gate.ExitReadLock();
            gate.ExitUpgradeableReadLock();
            Check.False(gate.IsUpgradeableReadLockHeld);
        });
        tests.Add("ReaderWriterLockSlim.RecursionRefused", static () =>
        {
            ReaderWriterLockSlim gate = new();
            Check.True(gate.RecursionPolicy == LockRecursionPolicy.NoRecursion);
            gate.EnterReadLock();
            Check.RecordThrown(gate.EnterReadLock);
            Check.RecordThrown(gate.EnterWriteLock);
            Check.RecordThrown(gate.EnterUpgradeableReadLock);
            gate.ExitReadLock();
            gate.EnterWriteLock();
            Check.RecordThrown(gate.EnterReadLock);
            Check.RecordThrown(gate.EnterWriteLock);
            Check.RecordThrown(gate.EnterUpgradeableReadLock);
            gate.ExitWriteLock();
            gate.EnterUpgradeableReadLock();
            Check.RecordThrown(gate.EnterUpgradeableReadLock);
            gate.ExitUpgradeableReadLock();
        });
        tests.Add("ReaderWriterLockSlim.RecursionAllowed", static () =>
        {
            ReaderWriterLockSlim gate = new(LockRecursionPolicy.SupportsRecursion);
            gate.EnterReadLock();
            gate.EnterReadLock();
            Check.Equal(2, gate.RecursiveReadCount);
            Check.Equal(1, gate.CurrentReadCount);
            gate.ExitReadLock();
            gate.ExitReadLock();
            gate.EnterWriteLock();
            gate.EnterWriteLock();
            gate.EnterReadLock();
            Check.Equal(2, gate.RecursiveWriteCount);
            gate.ExitReadLock();
            gate.ExitWriteLock();
            gate.ExitWriteLock();
            Check.Equal(0, gate.RecursiveWriteCount);
        });
        tests.Add("ReaderWriterLockSlim.ExitWithoutEnter", static () =>
        {
            Check.RecordThrown(static () => new ReaderWriterLockSlim().ExitReadLock());
            Check.RecordThrown(static () => new ReaderWriterLockSlim().ExitWriteLock());
            Check.RecordThrown(static () => new ReaderWriterLockSlim().ExitUpgradeableReadLock());
        });
        tests.Add("ReaderWriterLockSlim.DisposedWhileHeld", static () =>
        {
            ReaderWriterLockSlim gate = new();
            gate.EnterReadLock();
            Check.RecordThrown(gate.Dispose);
            gate.ExitReadLock();
            gate.Dispose();
        });
        tests.AddThreaded("ReaderWriterLockSlim.ReadersShare", static () =>
        {
            ReaderWriterLockSlim gate = new();
            using Barrier barrier = new(3);
            Together.Run(3, _ =>
            {
                gate.EnterReadLock();
                Check.True(barrier.SignalAndWait(Together.Patience));
                Check.Equal(3, gate.CurrentReadCount);
                Check.True(barrier.SignalAndWait(Together.Patience));
                gate.ExitReadLock();
            });
        });
        tests.AddThreaded("ReaderWriterLockSlim.WriterWaitsForReader", static () =>
        {
            ReaderWriterLockSlim gate = new();
            gate.EnterReadLock();
            Together.Run(1, _ =>
            {
                Check.False(gate.TryEnterWriteLock(0));
                Check.False(gate.TryEnterWriteLock(2));
                Check.True(gate.TryEnterReadLock(0));
                gate.ExitReadLock();
            });
            gate.ExitReadLock();
            Together.Run(1, _ =>
            {
                gate.EnterWriteLock();
                gate.ExitWriteLock();
            });
        });
        tests.AddThreaded("ReaderWriterLockSlim.Mixed", static () =>
        {
            ReaderWriterLockSlim gate = new();
            int first = 0;
            int second = 0;
            int torn = 0;
            Together.Run(6, index =>
            {
                for (int i = 0; i < 500; i++)
                {
                    if (index < 2)
                    {
                        gate.EnterWriteLock();
                        first++;
                        second++;
                        gate.ExitWriteLock();
                    }
                    else if (index == 2)
                    {
                        gate.EnterUpgradeableReadLock();
                        if (first == second)
                        {
                            gate.EnterWriteLock();
                            first++;
                            second++;
                            gate.ExitWriteLock();
                        }

                        gate.ExitUpgradeableReadLock();
                    }
                    else
                    {
                        gate.EnterReadLock();
                        if (first != second)
                        {
                            Interlocked.Increment(ref torn);
                        }

                        gate.ExitReadLock();
                    }
                }
            });
            Check.Equal(0, torn);
            Check.Equal(1_500, first);
        });
    }
}
