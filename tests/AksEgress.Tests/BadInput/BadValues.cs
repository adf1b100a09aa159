using System.Collections;
using System.Management.Automation;
using System.Security;

namespace AksEgress.Tests.BadInput;

/// <summary>The bad values for a parameter, by its type.</summary>
internal static class BadValues
{
    /// <summary>The secret in every bad credential and token; no stream may contain it.</summary>
    public const string Secret = "p4ss-Never-Shown";

    /// <summary>An id of a type that no cmdlet accepts.</summary>
    public const string OtherId =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/disks/d";

    private static readonly BadValue[] s_texts =
    [
        new("Empty", string.Empty),
        new("TooLong", new string('a', 5000)),
        new("Nul", "a\0b"),
        new("NewLine", "a\nb"),
        new("Escape", "a\u001b[2Jb"),
        new("Quote", "a'b"),
        new("DoubleQuote", "a\"b"),
        new("Substitution", "$(touch x)"),
        new("Backtick", "`id`"),
        new("Semicolon", "a;reboot"),
        new("Pipe", "a|id"),
        new("Ampersand", "a&&id"),
        new("Redirect", "a>b"),
        new("Traversal", "../../x"),
        new("Percent", "a%2Fb"),
        new("OtherId", OtherId),
    ];

    private static readonly BadValue s_null = new("Null", null);
    private static readonly BadValue s_table = new("Table", new Hashtable { ["a"] = 1 });
    private static readonly BadValue s_list = new("List", new object[] { "a", "b" });
    private static readonly BadValue s_word = new("Word", "a;id");

    /// <summary>The bad values of a type.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="range">The parameter's range, or null.</param>
    /// <param name="valid">A valid value as text, if one is known.</param>
    /// <param name="other">A resource of a type that no parameter accepts.</param>
    public static IEnumerable<BadValue> Of(Type type, ValidateRangeAttribute? range, string? valid, object other)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsArray)
        {
            return
            [
                s_null,
                new("NoElement", Array.Empty<object>()),
                new("NullElement", new object?[] { null }),
                .. Of(plain.GetElementType()!, range, valid, other)
                    .Where(bad => bad.Kind is not ("Null" or "List"))
                    .Select(bad => bad with { Value = new[] { bad.Value } })
            ];
        }

        return plain.Name switch
        {
            nameof(SwitchParameter) => [s_word, s_table, s_list],
            nameof(String) => [s_null, .. s_texts, s_list, .. EndsWithNewLine(valid)],
            nameof(Int32) =>
                [
                    s_null,
                    s_word,
                    s_table,
                    s_list,
                    new("Below", Limit(range?.MinRange, int.MinValue) - 1),
                    new("Above", Limit(range?.MaxRange, int.MaxValue) + 1),
                    new("NotANumber", double.NaN),
                    new("Huge", "99999999999999999999")
                ],
            nameof(SecureString) =>
                [
                    s_null,
                    s_table,
                    s_list,
                    new("NotSecure", 5),
                    new("EmptySecret", Secure(string.Empty)),
                    new("ControlSecret", Secure(Secret + "\r\nX-Other: 1"))
                ],
            nameof(PSCredential) =>
                [s_null, s_table, s_list, new("NotSecure", 5), new("BadUser", new PSCredential("a'b;$(id)\n", Secure(Secret)))],
            nameof(Uri) =>
            [
                s_null,
                s_table,
                s_list,
                new("Relative", "a/b"),
                new("Scheme", "ftp://arm.example"),
                new("Http", "http://arm.example"),
                new("UserInfo", $"https://user:{Secret}@arm.example"),
                new("Query", "https://arm.example/?a=b"),
                new("File", "file:///etc/passwd"),
                new("TooLong", "https://" + new string('a', 5000)),
            ],
            nameof(Hashtable) or nameof(IDictionary) => [s_null, s_word, s_list, .. Tables()],
            _ when plain.IsEnum => [s_null, s_word, s_table, new("NoMember", "nope"), new("Number", 99), new("Empty", string.Empty)],
            _ when plain.GetConstructor([typeof(string)]) is not null => [s_null, .. s_texts, s_table, new("OtherObject", other)],
            _ =>
                [
                    s_null,
                    s_word,
                    s_table,
                    s_list,
                    new("OtherObject", other),
                    new("Pretender", new PSObject(new { Name = "a", Id = OtherId }))
                ],
        };
    }

    private static long Limit(object? limit, long otherwise) => limit is int number ? number : otherwise;

    private static IEnumerable<BadValue> EndsWithNewLine(string? valid) => valid is null ? [] : [new("EndsWithNewLine", valid + "\n")];

    private static IEnumerable<BadValue> Tables()
    {
        yield return new("EmptyKey", new Hashtable { [string.Empty] = "v" });
        yield return new("LongKey", new Hashtable { [new string('a', 5000)] = "v" });
        yield return new("LongValue", new Hashtable { ["k"] = new string('a', 5000) });
        yield return new("NulKey", new Hashtable { ["a\0b"] = "v" });
        yield return new("NulValue", new Hashtable { ["k"] = "a\0b" });
        yield return new("SlashKey", new Hashtable { ["a/../<b>"] = "v" });
        var many = new Hashtable();
        for (var i = 0; i < 51; i++)
        {
            many["k" + i] = "v";
        }

        yield return new("TooMany", many);
    }

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
