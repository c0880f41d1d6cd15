using System.IO.Compression;
using System.Text;
using Store.Expressions;
using Store.Tests.Rosters;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>Files that are too large, too deep, broken or meant to hurt: each is answered, none hangs.</summary>
public sealed class FormBadInputTests : IDisposable
{
    private readonly FormFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_form_of_2000_questions_in_one_chain_is_read()
    {
        var rows = string.Concat(Enumerable.Range(1, 2000).Select(i => $"  - {{type: integer, name: q{i}, label: Q{i}, relevant: \"${{q{i - 1}}} > 0\"}}\n"));

        var (form, problems) = Prompts.Read("survey:\n  - {type: integer, name: q0, label: Q0}\n" + rows);

        Assert.Empty(problems);
        Assert.Equal(2001, form!.QuestionCount);
    }

    [Fact]
    public void A_circle_through_20000_calculations_is_found()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  - {{type: calculate, name: q{i}, calculation: \"${{q{(i + 1) % 20_000}}} + 1\"}}\n"));

        Assert.StartsWith("values that wait for each other: q0 → q1 →", Assert.Single(Prompts.Read("survey:\n" + rows).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_rows_than_any_form_has_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_001).Select(i => $"- {{type: text, name: q{i}, label: Q}}\n"));

        Assert.Equal("a form has at most 20000 rows, this one 20001", Assert.Single(Prompts.Read("survey:\n" + rows).Problems).Message);
    }

    [Fact]
    public void Ten_thousand_choices_and_as_many_mistakes_are_all_answered()
    {
        var choices = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  - {{list_name: l, name: village{i}, label: V{i}}}\n"));
        var slips = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  - {{type: text, name: q{i}, label: Q, relevant: \"${{p{i}}} = 1\"}}\n"));

        var (form, problems) = Prompts.Read("survey:\n  - {type: select_one l, name: a, label: A}\nchoices:\n" + choices);
        var wrong = Prompts.Read("survey:\n" + slips).Problems;

        Assert.Empty(problems);
        Assert.Equal(10_000, form!.Find("a")!.Choices.Count);
        Assert.Equal(10_000, wrong.Count);
    }

    [Fact]
    public void Groups_nested_without_end_are_a_problem_and_no_exhausted_stack()
    {
        var rows = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"- {{type: begin_group, name: g{i}, label: G}}\n"))
            + "- {type: text, name: a, label: A}\n"
            + string.Concat(Enumerable.Repeat("- {type: end_group}\n", 9_000));

        Assert.Equal("groups are nested more than 32 deep", Assert.Single(Prompts.Read("survey:\n" + rows).Problems).Message);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void YAML_nested_without_end_is_a_problem_and_no_exhausted_stack(char bracket) =>
        Assert.Contains("not readable as YAML", Assert.Single(Prompts.Read("survey: " + new string(bracket, 100_000)).Problems).Message);

    [Fact]
    public void An_expression_nested_without_end_is_a_problem_at_its_line()
    {
        var problem = Assert.Single(Prompts.Read($"survey:\n  - {{type: text, name: a, label: A, relevant: '{new string('(', 5000)}1{new string(')', 5000)}'}}\n").Problems);

        Assert.Equal(2, problem.Line);
        Assert.Contains("nested more than 200 deep", problem.Message);
    }

    [Fact]
    public void A_regular_expression_that_would_run_for_ever_ends_and_one_that_is_none_is_refused()
    {
        var (form, problems) = Prompts.Read("""
            survey:
              - {type: text, name: a, label: A, constraint: "regex(., '(a+)+$')"}
            """);
        Assert.Empty(problems);
        var node = new Node("a", ValueKind.Text) { Text = new string('a', 50_000) + "!" };
        Assert.False(form!.Find("a")!.Constraint!.IsTrue(new Evaluation(node, DateTimeOffset.UnixEpoch)));

        Assert.Equal(2, Assert.Single(Prompts.Read("""
            survey:
              - {type: text, name: a, label: A, constraint: "regex(., '[0-9')"}
            """).Problems).Line);
    }

    [Fact]
    public void A_thousand_empty_columns_and_a_million_formatted_rows_cost_nothing()
    {
        var row = new object?[16_000];
        (row[0], row[1], row[2], row[15_999]) = ("type", "name", "label", new Formatted());
        folder.Put("wide.xlsx", WithFormattedRows(new Workbook().Sheet("survey").Row(row).Row("text", "a", "A").Save(), 1_000_000));

        var (form, problems, _) = folder.Check("wide.xlsx");

        Assert.Empty(problems);
        Assert.Equal("a", Assert.Single(form!.Questions).Name);
    }

    [Fact]
    public void A_cell_longer_than_Excel_allows_is_refused_by_its_place()
    {
        var (_, problems) = Prompts.Read($"survey:\n  - {{type: text, name: a, label: {new string('a', 40_000)}}}\n");

        Assert.Contains("a cell holds at most 32767 characters, not 40000", problems.Select(problem => problem.Message));
    }

    [Theory]
    [InlineData("empty.xlsx", 0)]
    [InlineData("random.xlsx", 1)]
    [InlineData("text.xlsx", 2)]
    [InlineData("truncated.xlsx", 3)]
    [InlineData("noise-in-it.xlsx", 4)]
    [InlineData("empty.xls", 0)]
    public void What_is_no_workbook_is_one_problem(string name, int kind)
    {
        var whole = new Workbook().Sheet("survey").Row("type", "name", "label").Row("text", "a", "A").Save().ToArray();
        var noise = (byte[])whole.Clone();
        for (var i = 60; i < noise.Length - 200; i += 3)
            noise[i] ^= 0x5A;
        folder.Put(name, kind switch
        {
            0 => [],
            1 => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))],
            2 => "type,name,label"u8.ToArray(),
            3 => whole[..(whole.Length / 2)],
            _ => noise,
        });

        Assert.StartsWith($"{name}: ", Assert.Single(folder.Problems(name)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_behind_a_password_says_so()
    {
        // What Excel writes then is a compound file with these two streams; the names are enough to know it by.
        folder.Put("secret.xlsx", CompoundFile.With("EncryptionInfo", "EncryptedPackage"));

        Assert.Equal(["secret.xlsx: protected with a password; save it without one"], folder.Problems("secret.xlsx"));
    }

    [Fact]
    public void A_zip_that_unpacks_to_more_than_any_form_is_refused_before_it_is_read()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/sharedStrings.xml").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
                part.Write(zeros);
        }
        folder.Put("bomb.xlsx", stream.ToArray());

        Assert.Equal(["bomb.xlsx: unpacks to more than 256 MB; no form is as large"], folder.Problems("bomb.xlsx"));
    }

    /// <summary>Puts empty rows with a format behind the last, as somebody leaves them who formats whole columns.</summary>
    private static byte[] WithFormattedRows(MemoryStream workbook, int rows)
    {
        using var zip = new ZipArchive(workbook, ZipArchiveMode.Update, leaveOpen: true);
        var part = zip.Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal));
        string xml;
        using (var reader = new StreamReader(part.Open()))
            xml = reader.ReadToEnd();
        var name = part.FullName;
        part.Delete();
        var end = xml.LastIndexOf("</x:sheetData>", StringComparison.Ordinal);
        using (var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false)))
        {
            writer.Write(xml.AsSpan(0, end));
            for (var row = 10; row < 10 + rows; row++)
                writer.Write($"<x:row r=\"{row}\" s=\"1\" customFormat=\"1\"><x:c r=\"A{row}\" s=\"1\"/></x:row>");
            writer.Write(xml.AsSpan(end));
        }
        zip.Dispose();
        return workbook.ToArray();
    }
}
