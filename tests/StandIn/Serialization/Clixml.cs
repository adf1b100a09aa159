using System.Globalization;
using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace StandIn.Serialization;

/// <summary>The common parts of both directions of CLIXML: its namespace, and the elements of simple types.</summary>
internal static partial class Clixml
{
    public const string Namespace = "http://schemas.microsoft.com/powershell/2004/04";

    public static string? Element(Type type) => s_elements.GetValueOrDefault(type);

    public static string Write(object value) => value switch
    {
        string text => Escape(text),
        char c => ((int)c).ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTime time => XmlConvert.ToString(time, XmlDateTimeSerializationMode.RoundtripKind),
        TimeSpan span => XmlConvert.ToString(span),
        float real => XmlConvert.ToString(real),
        double real => XmlConvert.ToString(real),
        byte[] bytes => Convert.ToBase64String(bytes),
        ScriptBlock block => Escape(block.ToString()),
        SecureString secret => Convert.ToHexString(
            Encoding.Unicode.GetBytes(new System.Net.NetworkCredential(string.Empty, secret).Password)).ToLowerInvariant(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Escape(value.ToString() ?? string.Empty),
    };

    public static object? Read(string element, string text) => element switch
    {
        "S" or "SBK" or "XD" => Unescape(text),
        "C" => (char)int.Parse(text, CultureInfo.InvariantCulture),
        "B" => XmlConvert.ToBoolean(text),
        "DT" => XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind),
        "TS" => XmlConvert.ToTimeSpan(text),
        "By" => byte.Parse(text, CultureInfo.InvariantCulture),
        "SB" => sbyte.Parse(text, CultureInfo.InvariantCulture),
        "I16" => short.Parse(text, CultureInfo.InvariantCulture),
        "U16" => ushort.Parse(text, CultureInfo.InvariantCulture),
        "I32" => int.Parse(text, CultureInfo.InvariantCulture),
        "U32" => uint.Parse(text, CultureInfo.InvariantCulture),
        "I64" => long.Parse(text, CultureInfo.InvariantCulture),
        "U64" => ulong.Parse(text, CultureInfo.InvariantCulture),
        "Sg" => XmlConvert.ToSingle(text),
        "Db" => XmlConvert.ToDouble(text),
        "D" => decimal.Parse(text, CultureInfo.InvariantCulture),
        "BA" => Convert.FromBase64String(text),
        "G" => Guid.Parse(text),
        "URI" => new Uri(Unescape(text), UriKind.RelativeOrAbsolute),
        "Version" or "SemanticVersion" => Version.TryParse(text, out var version) ? version : text,
        "SS" => Secret(text),
        _ => null,
    };

    public static bool IsPlain(string element) => element is "SS" or "SemanticVersion" || s_elements.ContainsValue(element);

    // XML can't represent these characters.
    public static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var mustEscape = c < ' '
                || (c >= '\u007f' && c <= '\u009f')
                || char.IsSurrogate(c)
                || (c == '_' && i + 1 < text.Length && text[i + 1] is 'x' or 'X');
            if (mustEscape)
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            }
            else
            {
                escaped?.Append(c);
            }
        }

        return escaped?.ToString() ?? text;
    }

    public static string Unescape(string text) =>
        EscapedCharacter().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());

    private static readonly Dictionary<Type, string> s_elements = new()
    {
        [typeof(string)] = "S",
        [typeof(char)] = "C",
        [typeof(bool)] = "B",
        [typeof(DateTime)] = "DT",
        [typeof(TimeSpan)] = "TS",
        [typeof(byte)] = "By",
        [typeof(sbyte)] = "SB",
        [typeof(short)] = "I16",
        [typeof(ushort)] = "U16",
        [typeof(int)] = "I32",
        [typeof(uint)] = "U32",
        [typeof(long)] = "I64",
        [typeof(ulong)] = "U64",
        [typeof(float)] = "Sg",
        [typeof(double)] = "Db",
        [typeof(decimal)] = "D",
        [typeof(byte[])] = "BA",
        [typeof(Guid)] = "G",
        [typeof(Uri)] = "URI",
        [typeof(Version)] = "Version",
        [typeof(XmlDocument)] = "XD",
        [typeof(ScriptBlock)] = "SBK",
        [typeof(SecureString)] = "SS",
    };

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var c in Encoding.Unicode.GetString(Convert.FromHexString(text)))
        {
            secret.AppendChar(c);
        }

        return secret;
    }

    [GeneratedRegex("_[xX]([0-9A-Fa-f]{4})_")]
    private static partial Regex EscapedCharacter();
}
