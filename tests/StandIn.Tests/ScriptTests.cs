namespace StandIn.Tests;

public sealed class ScriptTests : EngineTests
{
    [Theory]
    [InlineData("1 + 1; 7 / 2; 6 / 2; 7 % 3; 2 * 3.5; 'a' + 1; 1 + '2'; '3' * 2; 1kb; 0xff; -3", "2|3.5|3|1|7|a1|3|33|1024|255|-3")]
    [InlineData("$a = 1, 2, 3; $a[-1]; $a[0, 2]; $a += 4; \"$a\"; $a.Count; (1).Count; $null.Count", "3|1|3|1 2 3 4|4|1|0")]
    [InlineData(
        "(1, 2).ForEach({ $_ * 2 }); (3).ForEach({ $_ + 1 }); @{ a = 1 }.GetEnumerator().ForEach({ $_.Key + '=' + $_.Value }) -join ','; "
            + "@().ForEach({ 5 }).Count",
        "2|4|4|a=1|0")]
    [InlineData("$h = @{ a = 1; 'b c' = 2 }; $h.a; $h['b c']; $h.d = 5; $h.Count; $h.nope", "1|2|3|<null>")]
    [InlineData(
        "$o = [pscustomobject]@{ N = 'x'; I = [pscustomobject]@{ V = 1 } }; $o.I.V; $o.N = 'y'; \"$o\"; $o.psobject.Properties.Name -join "
            + "','",
        "1|@{N=y; I=}|N,I")]
    [InlineData(
        "'abc' -like 'A*'; 'abc' -match 'b(.)'; $Matches[1]; 'abc' -replace 'b', 'X'; 'a,b' -split ','; 'a', 'b' -join '-'; 1, 2, 3 -gt 1",
        "True|True|c|aXc|a|b|a-b|2|3")]
    [InlineData("'{0:N1}|{1,3}' -f 1234.56, 'a'", "1,234.6|  a")]
    [InlineData("$n = 'W'; \"Hello $n, ${n}s $($n.ToLower()) `$n `\"q`\"\"; 'it''s $n'", "Hello W, Ws w $n \"q\"|it's $n")]
    [InlineData("if (1 -gt 2) { 'no' } elseif (2 -gt 1) { 'elseif' } else { 'else' }", "elseif")]
    [InlineData("foreach ($i in 1..3) { $i * 10 }", "10|20|30")]
    [InlineData("try { throw 'boom' } catch { \"caught $_\" } finally { 'fin' }", "caught boom|fin")]
    [InlineData(
        "try { Invoke-SampleFailure Terminate } catch [InvalidOperationException] { $_.FullyQualifiedErrorId }",
        "SampleFailed,StandIn.Samples.InvokeSampleFailureCommand")]
    [InlineData("try { 1/0 } catch [DivideByZeroException] { $_.Exception.GetType().Name }", "DivideByZeroException")]
    [InlineData("& { param($a, [int]$b = 7, [switch]$s) \"$a $b $s\"; return 'ret'; 'no' } 1 -s", "1 7 True|ret")]
    [InlineData("$p = @{ Name = 'sp'; Count = 3 }; (New-SampleItem @p).Count", "3")]
    [InlineData("New-SampleItem `\n -Name cont |\n # comment\n Select-Object -ExpandProperty Name", "cont")]
    [InlineData(
        "[datetime]::new(2026, 1, 2).Year; [math]::Max(3, 7); [StandIn.Samples.SampleColour]'green'; [int[]]('1', '2')",
        "2026|7|Green|1|2")]
    [InlineData("New-SampleItem one, two -Count 4 | Where-Object Name -like 't*' | ForEach-Object Name", "two")]
    [InlineData("1..5 | Where-Object { $_ -gt 3 }; 3, 1, 2 | Sort-Object; 1..9 | Select-Object -Last 1 -Skip 1", "4|5|1|2|3|8")]
    [InlineData(
        "New-SampleItem one | Select-Object Name, @{ n = 'T'; e = { $_.Count * 2 } } | ForEach-Object { \"$_\" }", "@{Name=one; T=2}")]
    [InlineData("$env:STANDIN_TEST = 'v'; \"$env:STANDIN_TEST!\"", "v!")]
    [InlineData("@'\nraw $x\n'@; @\"\nsum $(1 + 1)\n\"@", "raw $x|sum 2")]
    [InlineData("$x, $y = 1, 2, 3; \"$x $y\"; ($q = 5); $sb = { param($v) $v * 2 }; & $sb 21", "1 2 3|5|42")]
    [InlineData("<# block #> 'a' # end\n; 'b'", "a|b")]
    [InlineData("Invoke-SampleFailure Write | Out-Null; $?; 'x' | Out-Null; $?", "False|True")]
    [InlineData("$g = 'a', 'b', 'a' | Group-Object; $g.Count; $g[0].Name; $g[0].Count", "2|a|2")]
    public void Scripts_run(string script, string expected) => Assert.Equal(expected, Text(script));

    [Fact]
    public void An_error_ends_its_statement_and_the_script_continues()
    {
        Assert.Equal(
            "after 1|after 2|after 3", Text("Invoke-SampleFailure Terminate; 'after 1'; [int]'abc'; 'after 2'; Get-Nothing; 'after 3'"));
        Assert.Equal(
            ["SampleFailed,StandIn.Samples.InvokeSampleFailureCommand", "InvalidCastFromStringToInteger", "CommandNotFoundException"],
            Shell.Streams.Error.Select(e => e.FullyQualifiedErrorId));
        Assert.Equal(1, Shell.Streams.Error[0].InvocationInfo.ScriptLineNumber);
    }

    [Fact]
    public void Throw_ends_the_script()
    {
        var failure = Assert.ThrowsAny<RuntimeException>(() => Script("'before'; throw 'the end'; 'never'"));
        Assert.Equal("the end", failure.Message);
        Assert.Equal("the end", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationStopped, failure.ErrorRecord.CategoryInfo.Category);
    }

    [Fact]
    public void A_syntax_error_names_its_line()
    {
        var failure = Assert.ThrowsAny<ParseException>(() => Script("'fine'\n$x = )"));
        Assert.Contains("line:2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_file_has_parameters_and_its_path()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "it.ps1");
        File.WriteAllText(
            path, "[CmdletBinding()]\nparam([Parameter(Mandatory)][string]$Name, [int]$Count = 2)\n\"$Name $Count $PSScriptRoot\"\n");
        Assert.Equal($"n 2 {folder}", Run(s => s.AddCommand(path).AddParameter("Name", "n")).Single().ToString());
        Assert.Equal($"m 5 {folder}", Text($"& '{path}' -Name m -Count 5"));
    }

    [Fact]
    public void Variables_stay_in_the_session()
    {
        Script("$kept = 5");
        Assert.Equal(5, Shell.Runspace.SessionStateProxy.GetVariable("kept"));
        Shell.Runspace.SessionStateProxy.SetVariable("given", 7);
        Assert.Equal("12", Text("$kept + $given"));
    }

    [Fact]
    public void Modules_are_imported_and_removed()
    {
        Assert.Equal(
            "Samples|1.2.3|True", Text("$m = Get-Module Samples; $m.Name; $m.Version; $m.ExportedCmdlets.ContainsKey('New-SampleItem')"));
        Assert.Equal("0", Text("Remove-Module Samples; @(Get-Module Samples).Count"));
        Script("New-SampleItem x");
        Assert.Equal("CommandNotFoundException", Shell.Streams.Error[0].FullyQualifiedErrorId);
        Assert.Equal("x", Text($"Import-Module '{SampleShell.Manifest}'; (New-SampleItem x).Name"));
    }
}
