using System.Threading;
using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>The word before a type's statics: its static constructor's code, or 0 once that has run. Compiled code tests it inline.</summary>
internal struct StaticClassConstructionContext
{
    public nint ConstructorCode;
}

/// <summary>Runs static constructors lazily and once; found by ilc under these names.</summary>
/// <remarks>
/// A thread that needs a constructor which another runs waits for it, unless that would close a circle of waiting threads: then it
/// goes on and sees the statics as they are (ECMA-335, II.10.5.3.3). A constructor that throws leaves its type broken for good.
/// Locks: <see cref="s_gate"/> guards the list of running and failed constructors and is held only to look and change it.
/// SAFETY: contexts lie in the image; the code pointer was put there by the compiler.
/// </remarks>
[System.Diagnostics.StackTraceHidden]
internal static unsafe class ClassConstructorRunner
{
    /// <summary>A constructor that runs, or has failed.</summary>
    private sealed class Entry
    {
        public StaticClassConstructionContext* Context;
        public ThreadBlock* Owner;
        public int Done;
        public Exception? Failure;
        public Entry? Next;
    }

    /// <summary>A thread that waits for an entry.</summary>
    private sealed class Waiter
    {
        public ThreadBlock* Thread;
        public Entry Target = null!;
        public Waiter? Next;
    }

    private static int s_gate;
    private static Entry? s_entries;
    private static Waiter? s_waiters;

    private static object CheckStaticClassConstructionReturnGCStaticBase(StaticClassConstructionContext* context, object gcStaticBase)
    {
        EnsureClassConstructorRun(context);
        return gcStaticBase;
    }

    private static nint CheckStaticClassConstructionReturnNonGCStaticBase(StaticClassConstructionContext* context, nint nonGcStaticBase)
    {
        EnsureClassConstructorRun(context);
        return nonGcStaticBase;
    }

    private static object CheckStaticClassConstructionReturnThreadStaticBase(nint moduleData, int typeIndex, StaticClassConstructionContext* context)
    {
        object threadStaticBase = ThreadStatics.GetThreadStaticBaseForType(moduleData, typeIndex);
        EnsureClassConstructorRun(context);
        return threadStaticBase;
    }

    private static void EnsureClassConstructorRun(StaticClassConstructionContext* context)
    {
        if (Volatile.Read(ref context->ConstructorCode) != 0)
            Run(context);
    }

    private static void Run(StaticClassConstructionContext* context)
    {
        ThreadBlock* self = RuntimeThread.Current;
        Entry mine = new() { Context = context, Owner = self };
        Waiter waiter = new() { Thread = self };

        while (true)
        {
            Lock();
            nint code = context->ConstructorCode;
            Entry? other = Find(context);
            if (code == 0)
            {
                Unlock();
                return;
            }
            if (other == null)
            {
                mine.Next = s_entries;
                s_entries = mine;
                Unlock();
                Execute(mine, code);
                return;
            }
            if (other.Failure != null)
            {
                Unlock();
                throw other.Failure;
            }
            if (other.Owner == self || WouldDeadlock(other, self))
            {
                Unlock();
                return;
            }
            waiter.Target = other;
            waiter.Next = s_waiters;
            s_waiters = waiter;
            Unlock();

            fixed (int* done = &other.Done)
            {
                while (Volatile.Read(ref *done) == 0)
                    Home.WaitOnAddress(done, 0, -1);
            }
            Lock();
            RemoveWaiter(waiter);
            Unlock();
        }
    }

    private static void Execute(Entry entry, nint code)
    {
        Exception? failure = null;
        try
        {
            ((delegate*<void>)code)();
        }
        catch (Exception exception)
        {
            failure = new TypeInitializationException(TypeNames.OfStaticConstructor(FindCode(code)), exception);
        }

        Lock();
        entry.Owner = null;
        if (failure == null)
        {
            Volatile.Write(ref entry.Context->ConstructorCode, 0);
            RemoveEntry(entry);
        }
        else
        {
            entry.Failure = failure;
        }
        Unlock();

        Volatile.Write(ref entry.Done, 1);
        fixed (int* done = &entry.Done)
            Home.WakeByAddress(done, int.MaxValue);
        if (failure != null)
            throw failure;
    }

    /// <summary>Code shared by several instantiations is named by a tagged pair of its address and the type.</summary>
    private static nint FindCode(nint code)
    {
        const nint PairTag = 2;
        return (code & PairTag) == 0 ? code : *(nint*)(code - PairTag);
    }

    private static Entry? Find(StaticClassConstructionContext* context)
    {
        for (Entry? entry = s_entries; entry != null; entry = entry.Next)
        {
            if (entry.Context == context)
                return entry;
        }
        return null;
    }

    /// <summary>Follows owner -> what it waits for -> its owner …; true if the chain comes back to us.</summary>
    private static bool WouldDeadlock(Entry entry, ThreadBlock* self)
    {
        Entry? current = entry;
        while (current != null)
        {
            ThreadBlock* owner = current.Owner;
            if (owner == self)
                return true;
            current = null;
            for (Waiter? waiter = s_waiters; waiter != null; waiter = waiter.Next)
            {
                if (waiter.Thread == owner)
                    current = waiter.Target;
            }
        }
        return false;
    }

    private static void RemoveEntry(Entry entry)
    {
        if (s_entries == entry)
        {
            s_entries = entry.Next;
            return;
        }
        for (Entry? current = s_entries; current != null; current = current.Next)
        {
            if (current.Next == entry)
                current.Next = entry.Next;
        }
    }

    private static void RemoveWaiter(Waiter waiter)
    {
        if (s_waiters == waiter)
        {
            s_waiters = waiter.Next;
            return;
        }
        for (Waiter? current = s_waiters; current != null; current = current.Next)
        {
            if (current.Next == waiter)
                current.Next = waiter.Next;
        }
    }

    private static void Lock()
    {
        while (Interlocked.CompareExchange(ref s_gate, 1, 0) != 0)
            Home.YieldProcessor();
    }

    private static void Unlock() => Volatile.Write(ref s_gate, 0);
}
