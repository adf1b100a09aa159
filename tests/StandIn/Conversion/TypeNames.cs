using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Numerics;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml;

namespace StandIn.Conversion;

/// <summary>
/// Type literals: [int], [string[]], [System.Collections.Generic.List[int]], and the form in which PowerShell writes them.
/// </summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, Type> s_accelerators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["object"] = typeof(object),
        ["psobject"] = typeof(PSObject),
        ["pscustomobject"] = typeof(PSObject),
        ["string"] = typeof(string),
        ["char"] = typeof(char),
        ["bool"] = typeof(bool),
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["int"] = typeof(int),
        ["int16"] = typeof(short),
        ["short"] = typeof(short),
        ["int32"] = typeof(int),
        ["int64"] = typeof(long),
        ["long"] = typeof(long),
        ["uint16"] = typeof(ushort),
        ["ushort"] = typeof(ushort),
        ["uint"] = typeof(uint),
        ["uint32"] = typeof(uint),
        ["uint64"] = typeof(ulong),
        ["ulong"] = typeof(ulong),
        ["float"] = typeof(float),
        ["single"] = typeof(float),
        ["double"] = typeof(double),
        ["decimal"] = typeof(decimal),
        ["bigint"] = typeof(BigInteger),
        ["array"] = typeof(Array),
        ["hashtable"] = typeof(Hashtable),
        ["datetime"] = typeof(DateTime),
        ["timespan"] = typeof(TimeSpan),
        ["guid"] = typeof(Guid),
        ["uri"] = typeof(Uri),
        ["version"] = typeof(Version),
        ["regex"] = typeof(Regex),
        ["type"] = typeof(Type),
        ["void"] = typeof(void),
        ["switch"] = typeof(SwitchParameter),
        ["scriptblock"] = typeof(ScriptBlock),
        ["ipaddress"] = typeof(IPAddress),
        ["securestring"] = typeof(SecureString),
        ["pscredential"] = typeof(PSCredential),
        ["cultureinfo"] = typeof(CultureInfo),
        ["xml"] = typeof(XmlDocument),
        ["powershell"] = typeof(PowerShell),
        ["runspacefactory"] = typeof(RunspaceFactory),
        ["runspace"] = typeof(Runspace),
        ["initialsessionstate"] = typeof(InitialSessionState),
        ["psmoduleinfo"] = typeof(PSModuleInfo),
        ["psnoteproperty"] = typeof(PSNoteProperty),
        ["psvariable"] = typeof(PSVariable),
        ["wildcardpattern"] = typeof(WildcardPattern),
        ["mailaddress"] = typeof(System.Net.Mail.MailAddress),
        ["ipendpoint"] = typeof(IPEndPoint),
        ["ordered"] = typeof(System.Collections.Specialized.OrderedDictionary),
    };

    // The form of a type in a definition or a string.
    private static readonly Dictionary<Type, string> s_shortNames = new()
    {
        [typeof(object)] = "Object",
        [typeof(string)] = "string",
        [typeof(char)] = "char",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(int)] = "int",
        [typeof(short)] = "short",
        [typeof(long)] = "long",
        [typeof(ushort)] = "ushort",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(Hashtable)] = "hashtable",
        [typeof(DateTime)] = "datetime",
        [typeof(TimeSpan)] = "timespan",
        [typeof(Guid)] = "guid",
        [typeof(Uri)] = "uri",
        [typeof(Version)] = "version",
        [typeof(Regex)] = "regex",
        [typeof(Type)] = "type",
        [typeof(SwitchParameter)] = "switch",
        [typeof(ScriptBlock)] = "scriptblock",
        [typeof(IPAddress)] = "ipaddress",
        [typeof(SecureString)] = "securestring",
        [typeof(PSCredential)] = "pscredential",
        [typeof(CultureInfo)] = "cultureinfo",
        [typeof(XmlDocument)] = "xml",
        [typeof(PSObject)] = "psobject",
        [typeof(BigInteger)] = "bigint",
        [typeof(void)] = "void",
        [typeof(Array)] = "array",
    };

    private static readonly ConcurrentDictionary<string, Type> s_resolved = new(StringComparer.OrdinalIgnoreCase);

    public static string Display(Type type) =>
        type.IsArray
            ? Display(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]"
            : type == typeof(object) ? "System.Object"
            : s_shortNames.TryGetValue(type, out var name) ? name
            : type.IsGenericType
                ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}["
                    + $"{string.Join(',', type.GetGenericArguments().Select(Display))}]"
            : type.FullName ?? type.Name;

    public static Type? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        name = name.Trim();
        if (s_resolved.TryGetValue(name, out var known))
        {
            return known;
        }

        var found = Parse(name);
        if (found is not null)
        {
            s_resolved[name] = found;
        }

        return found;
    }

    private static Type? Parse(string name)
    {
        if (name.EndsWith(']'))
        {
            var open = MatchingBracket(name);
            if (open < 0)
            {
                return null;
            }

            var inside = name[(open + 1)..^1];
            var outer = name[..open];
            if (inside.All(c => c is ',' or ' '))
            {
                var rank = inside.Count(c => c == ',') + 1;
                return Find(outer) is { } element ? rank == 1 ? element.MakeArrayType() : element.MakeArrayType(rank) : null;
            }

            Type?[] arguments = [.. SplitArguments(inside).Select(Find)];
            return arguments.All(a => a is not null) && Simple($"{outer}`{arguments.Length}") is { } generic
                ? generic.MakeGenericType(arguments!)
                : null;
        }

        return Simple(name);
    }

    private static Type? Simple(string name)
    {
        if (s_accelerators.TryGetValue(name, out var type))
        {
            return type;
        }

        foreach (var candidate in new[] { name, "System." + name })
        {
            if (Type.GetType(candidate, throwOnError: false, ignoreCase: true) is { } direct)
            {
                return direct;
            }

            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                // As in PowerShell, types in a plug-in's own load context can't be accessed.
                if (!assembly.IsDynamic
                    && IsVisible(assembly)
                    && assembly.GetType(candidate, throwOnError: false, ignoreCase: true) is { } found
                    && (found.IsPublic || found.IsNestedPublic))
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static bool IsVisible(System.Reflection.Assembly assembly) =>
        System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(assembly) is not { } context
        || context == System.Runtime.Loader.AssemblyLoadContext.Default
        || context == System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(typeof(PSObject).Assembly)
        || context.GetType().Name == "IndividualAssemblyLoadContext";

    private static int MatchingBracket(string name)
    {
        var depth = 0;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            depth += name[i] == ']' ? 1 : name[i] == '[' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<string> SplitArguments(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
            {
                depth++;
            }
            else if (text[i] == ']')
            {
                depth--;
            }
            else if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
