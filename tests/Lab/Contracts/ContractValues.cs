using System.Globalization;
using System.Text.RegularExpressions;

namespace AksEgress.Lab.Contracts;

/// <summary>Replaces each mark of a contract by an example value of the right kind. The same mark gets the same value.</summary>
internal static partial class ContractValues
{
    /// <summary>The text with a value for each mark.</summary>
    /// <exception cref="LabException">The contract has a mark of an unknown kind.</exception>
    public static string Expand(string text) => ContractText.IsDigest(text) ? text : Mark().Replace(text, static match =>
    {
        var number = match.Groups["number"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        return Value(match.Groups["kind"].Value, number);
    });

    /// <summary>The value for one mark.</summary>
    /// <param name="kind">The kind of value.</param>
    /// <param name="number">The number of the value among the values of its kind, from 1.</param>
    public static string Value(string kind, int number) => kind switch
    {
        "guid" => "c0ffee00-0000-4000-8000-" + Text(number, "x12"),
        "time" => DateTime.UnixEpoch.AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "address" => $"198.51.{Text(100 + (number / 250), "0")}.{Text(number % 250, "0")}",
        "version" => $"1.{Text(19 + (number / 50), "0")}.{Text(number % 50, "0")}",
        "minor" => "1." + Text(19 + number, "0"),
        "uid" => Text(number, "x24"),
        "hex" => Text(number, "x32"),
        "digits" => Text(number, "00000000"),
        "label" => "label" + Text(number, "000"),
        "image" => "2020.01." + Text(number, "0"),
        "blob" => new string('A', 60) + Text(number, "0000"),
        "name" => "cliname" + Text(number, "000000"),
        "key" => "ssh-rsa AAAA",
        "secret" => "left out",
        _ => throw new LabException($"the contract has a mark of an unknown kind: {kind}."),
    };

    private static string Text(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<kind>[a-z]+)(:(?<number>\d+))?\}")]
    private static partial Regex Mark();
}
