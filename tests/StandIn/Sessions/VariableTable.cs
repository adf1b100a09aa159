using System.Management.Automation;

namespace StandIn.Sessions;

/// <summary>Variables by scope: reads search outward, writes stay in the innermost scope.</summary>
internal sealed class VariableTable
{
    private readonly Dictionary<string, PSVariable> _global = new(StringComparer.OrdinalIgnoreCase);
    private readonly Stack<Dictionary<string, PSVariable>> _inner = new();

    public PSVariable? Get(string name)
    {
        if (Qualified(ref name) is { } scope)
        {
            return scope.GetValueOrDefault(name);
        }

        foreach (var one in _inner)
        {
            if (one.TryGetValue(name, out var local))
            {
                return local;
            }
        }

        return _global.GetValueOrDefault(name);
    }

    public object? GetValue(string name) => Get(name)?.Value;

    public void Set(string name, object? value)
    {
        var scope = Qualified(ref name) ?? Innermost;
        if (scope.TryGetValue(name, out var known))
        {
            known.Value = value;
            return;
        }

        // A constant of an outer scope can't be hidden by an inner one.
        if (_global.TryGetValue(name, out var everywhere) && everywhere.Options.HasFlag(ScopedItemOptions.AllScope))
        {
            everywhere.Value = value;
            return;
        }

        scope[name] = new PSVariable(name, value);
    }

    public void SetGlobal(string name, object? value)
    {
        if (_global.TryGetValue(name, out var known))
        {
            known.Force(value);
        }
        else
        {
            _global[name] = new PSVariable(name, value);
        }
    }

    public void SetGlobal(PSVariable variable) => _global[variable.Name] = variable;

    public IDisposable NewScope()
    {
        _inner.Push(new Dictionary<string, PSVariable>(StringComparer.OrdinalIgnoreCase));
        return new ScopeEnd(this);
    }

    private Dictionary<string, PSVariable> Innermost => _inner.Count > 0 ? _inner.Peek() : _global;

    private Dictionary<string, PSVariable>? Qualified(ref string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var scope = name[..colon];
        var table = scope.ToUpperInvariant() switch
        {
            "GLOBAL" => _global,
            "SCRIPT" => _inner.Count > 0 ? _inner.Last() : _global,
            "LOCAL" or "PRIVATE" or "VARIABLE" => Innermost,
            _ => null,
        };
        if (table is not null)
        {
            name = name[(colon + 1)..];
        }

        return table;
    }

    private sealed class ScopeEnd(VariableTable table) : IDisposable
    {
        public void Dispose() => table._inner.Pop();
    }
}
