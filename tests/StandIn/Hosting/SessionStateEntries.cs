using System.Collections;
using System.Collections.ObjectModel;

namespace System.Management.Automation.Runspaces;

public abstract class InitialSessionStateEntry
{
    protected InitialSessionStateEntry(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    public string Name { get; }

    public PSModuleInfo? Module => null;

    // Entries don't change once made.
    public abstract InitialSessionStateEntry Clone();
}

public abstract class ConstrainedSessionStateEntry : InitialSessionStateEntry
{
    protected ConstrainedSessionStateEntry(string name, SessionStateEntryVisibility visibility)
        : base(name) => Visibility = visibility;

    public SessionStateEntryVisibility Visibility { get; set; }
}

public abstract class SessionStateCommandEntry : ConstrainedSessionStateEntry
{
    protected SessionStateCommandEntry(string name)
        : base(name, SessionStateEntryVisibility.Public)
    {
    }

    protected internal SessionStateCommandEntry(string name, SessionStateEntryVisibility visibility)
        : base(name, visibility)
    {
    }

    public CommandTypes CommandType { get; internal set; }
}

public sealed class SessionStateCmdletEntry : SessionStateCommandEntry
{
    public SessionStateCmdletEntry(string name, Type implementingType, string? helpFileName)
        : base(name)
    {
        ImplementingType = implementingType;
        HelpFileName = helpFileName;
        CommandType = CommandTypes.Cmdlet;
    }

    public Type ImplementingType { get; }

    public string? HelpFileName { get; }

    public override InitialSessionStateEntry Clone() => new SessionStateCmdletEntry(Name, ImplementingType, HelpFileName);
}

public sealed class SessionStateVariableEntry : ConstrainedSessionStateEntry
{
    public SessionStateVariableEntry(string name, object? value, string? description)
        : this(name, value, description, ScopedItemOptions.None)
    {
    }

    public SessionStateVariableEntry(string name, object? value, string? description, ScopedItemOptions options)
        : this(name, value, description, options, (Collection<Attribute>?)null)
    {
    }

    public SessionStateVariableEntry(string name, object? value, string? description, ScopedItemOptions options, Attribute attribute)
        : this(name, value, description, options, new Collection<Attribute> { attribute })
    {
    }

    public SessionStateVariableEntry(string name, object? value, string? description, ScopedItemOptions options, Collection<Attribute>? attributes)
        : base(name, SessionStateEntryVisibility.Public)
    {
        Value = value;
        Description = description ?? string.Empty;
        Options = options;
        Attributes = attributes ?? [];
    }

    public object? Value { get; }

    public string Description { get; }

    public ScopedItemOptions Options { get; }

    public Collection<Attribute> Attributes { get; }

    public override InitialSessionStateEntry Clone() => new SessionStateVariableEntry(Name, Value, Description, Options, Attributes);
}

public sealed class SessionStateFormatEntry : InitialSessionStateEntry
{
    public SessionStateFormatEntry(string fileName)
        : base(fileName) => FileName = fileName;

    public string? FileName { get; }

    public override InitialSessionStateEntry Clone() => new SessionStateFormatEntry(FileName!);
}

public sealed class SessionStateTypeEntry : InitialSessionStateEntry
{
    public SessionStateTypeEntry(string fileName)
        : base(fileName) => FileName = fileName;

    public string? FileName { get; }

    public bool IsRemove => false;

    public override InitialSessionStateEntry Clone() => new SessionStateTypeEntry(FileName!);
}

public sealed class SessionStateAssemblyEntry : InitialSessionStateEntry
{
    public SessionStateAssemblyEntry(string name)
        : this(name, null)
    {
    }

    public SessionStateAssemblyEntry(string name, string? fileName)
        : base(name) => FileName = fileName;

    public string? FileName { get; }

    public override InitialSessionStateEntry Clone() => new SessionStateAssemblyEntry(Name, FileName);
}

public sealed class InitialSessionStateEntryCollection<T> : IEnumerable<T>
    where T : InitialSessionStateEntry
{
    private readonly List<T> _entries = [];

    public InitialSessionStateEntryCollection()
    {
    }

    public InitialSessionStateEntryCollection(IEnumerable<T> items) => Add(items);

    public int Count => _entries.Count;

    public T this[int index] => _entries[index];

    public Collection<T> this[string name] => new([.. _entries.Where(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))]);

    public void Add(T item) => _entries.Add(item ?? throw new PSArgumentNullException(nameof(item)));

    public void Add(IEnumerable<T> items) => _entries.AddRange(items ?? throw new PSArgumentNullException(nameof(items)));

    public void Clear() => _entries.Clear();

    public void Reset() => _entries.Clear();

    public void Remove(string name, object? type) => _entries.RemoveAll(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (type is null || e.GetType() == type as Type));

    public void RemoveItem(int index) => _entries.RemoveAt(index);

    public void RemoveItem(int index, int count) => _entries.RemoveRange(index, count);

    public InitialSessionStateEntryCollection<T> Clone() => new(_entries.Select(e => (T)e.Clone()));

    public IEnumerator<T> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
