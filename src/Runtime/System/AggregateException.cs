using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace System;

/// <summary>Several exceptions in one.</summary>
public class AggregateException : Exception
{
    private const string DefaultText = "One or more errors occurred.";

    private readonly Exception[] _exceptions;
    private ReadOnlyCollection<Exception>? _collection;

    public AggregateException()
        : this(DefaultText)
    {
    }

    public AggregateException(string? message)
        : base(message) =>
        _exceptions = [];

    public AggregateException(string? message, Exception innerException)
        : this(message, [Checked(innerException)], owned: true)
    {
    }

    public AggregateException(IEnumerable<Exception> innerExceptions)
        : this(DefaultText, innerExceptions)
    {
    }

    public AggregateException(params Exception[] innerExceptions)
        : this(DefaultText, innerExceptions)
    {
    }

    public AggregateException(string? message, IEnumerable<Exception> innerExceptions)
        : this(message, CheckedCopy(innerExceptions), owned: true)
    {
    }

    public AggregateException(string? message, params Exception[] innerExceptions)
        : this(message, CheckedCopy(innerExceptions), owned: true)
    {
    }

    private AggregateException(string? message, Exception[] exceptions, bool owned)
        : base(message, exceptions.Length > 0 ? exceptions[0] : null) =>
        _exceptions = exceptions;

    public ReadOnlyCollection<Exception> InnerExceptions => _collection ??= new ReadOnlyCollection<Exception>(_exceptions);

    /// <summary>The message, followed by the messages of the inner exceptions in parentheses.</summary>
    public override string Message
    {
        get
        {
            string text = base.Message;
            foreach (Exception exception in _exceptions)
                text = string.Concat(text, " (", string.Concat(exception.Message, ")"));
            return text;
        }
    }

    /// <summary>Goes down through aggregates that hold just one exception.</summary>
    public override Exception GetBaseException()
    {
        Exception? back = this;
        AggregateException? aggregate = this;
        while (aggregate is not null && aggregate._exceptions.Length < 2)
        {
            back = back.InnerException;
            if (back is null)
                return aggregate;
            aggregate = back as AggregateException;
        }

        return back!;
    }

    /// <summary>Calls the predicate for each inner exception and throws a new aggregate of those it declines.</summary>
    public void Handle(Func<Exception, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        Exception[] declined = new Exception[_exceptions.Length];
        int count = 0;
        foreach (Exception exception in _exceptions)
        {
            if (!predicate(exception))
                declined[count++] = exception;
        }

        if (count > 0)
            throw new AggregateException(Message, Trimmed(declined, count), owned: true);
    }

    /// <summary>An aggregate without aggregates in it.</summary>
    public AggregateException Flatten()
    {
        Exception[] flat = new Exception[4];
        int count = 0;

        // Breadth first, as .NET: leaves in the order in which their aggregates are found.
        AggregateException[] pending = [this];
        for (int i = 0; i < pending.Length; i++)
        {
            foreach (Exception exception in pending[i]._exceptions)
            {
                if (exception is AggregateException inner)
                    pending = Appended(pending, pending.Length, inner);
                else
                    flat = Appended(flat, count++, exception);
            }
        }

        return new AggregateException(GetType() == typeof(AggregateException) ? base.Message : Message, Trimmed(flat, count), owned: true);
    }

    public override string ToString()
    {
        string text = base.ToString();
        for (int i = 0; i < _exceptions.Length; i++)
        {
            if (_exceptions[i] == InnerException)
                continue;
            string head = string.Concat("\n ---> (Inner Exception #", i.ToString(), ") ");
            text = string.Concat(text, string.Concat(head, _exceptions[i].ToString(), "<---\n"));
        }

        return text;
    }

    private static T[] Appended<T>(T[] items, int count, T added)
    {
        if (count == items.Length)
        {
            T[] larger = new T[count + (count < 4 ? 1 : count)];
            Array.Copy(items, 0, larger, 0, count);
            items = larger;
        }

        items[count] = added;
        return items;
    }

    private static Exception[] Trimmed(Exception[] items, int count)
    {
        Exception[] exact = new Exception[count];
        Array.Copy(items, 0, exact, 0, count);
        return exact;
    }

    private static Exception Checked(Exception innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        return innerException;
    }

    private static Exception[] CheckedCopy(IEnumerable<Exception> innerExceptions)
    {
        ArgumentNullException.ThrowIfNull(innerExceptions);
        Exception[] copy = new Exception[4];
        int count = 0;
        foreach (Exception exception in innerExceptions)
        {
            if (exception is null)
                throw new ArgumentException("An element of innerExceptions was null.");
            copy = Appended(copy, count++, exception);
        }

        return Trimmed(copy, count);
    }
}
