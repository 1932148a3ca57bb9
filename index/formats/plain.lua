-- What pandoc has read, made plain: tables of words below a header, links as their words, bullets as lists, no pictures.

local BULLETS = { ["•"] = true, ["·"] = true, ["▪"] = true, ["◦"] = true, ["‣"] = true, ["–"] = true }

local function blank(blocks)
  return not pandoc.utils.stringify(blocks):find("%S")
end

-- The cells of a row: each one paragraph.
local function flat(cells)
  return cells:map(function(blocks)
    local inlines = pandoc.utils.blocks_to_inlines(blocks, { pandoc.Space() })
    return { pandoc.Plain(inlines:map(function(inline) return inline.t == "LineBreak" and pandoc.Space() or inline end)) }
  end)
end

local function filled(row)
  return #row:filter(function(cell) return not blank(cell) end)
end

-- A header of two rows, of which the first spans columns of the second: "Pay" over "Hourly" is "Pay Hourly".
local function joined_headers(rows)
  local first, second = rows[1], rows[2]
  if not second or not blank(second[1]) or filled(first) == #first or filled(first) + filled(second) <= #first then return rows end
  local over, header = nil, pandoc.List({})
  for column = 1, #first do
    if not blank(first[column]) then over = first[column] end
    local words = pandoc.List({})
    if over then words:extend(over[1].content) end
    if not blank(second[column]) then
      if over then words:insert(pandoc.Space()) end
      words:extend(second[column][1].content)
    end
    header:insert({ pandoc.Plain(words) })
  end
  rows:remove(1)
  rows[1] = header
  return rows
end

-- Sheets and old word processors know no header: it is the first row of more than one cell. What stands above it is said before.
function Table(tbl)
  local simple = pandoc.utils.to_simple_table(tbl)
  local rows = pandoc.List({ simple.header, table.unpack(simple.rows) }):map(flat):filter(function(row) return filled(row) > 0 end)
  local above = pandoc.List({})
  while #rows > 1 and filled(rows[1]) == 1 and #rows[1] > 1 do
    above:insert(pandoc.Para(pandoc.utils.blocks_to_inlines((rows:remove(1):find_if(function(cell) return not blank(cell) end)))))
  end
  if #rows == 0 then return above end
  rows = joined_headers(rows)
  local columns = pandoc.List({})
  for column = 1, #rows[1] do
    if rows:find_if(function(row) return not blank(row[column]) end) then columns:insert(column) end
  end
  rows = rows:map(function(row) return columns:map(function(column) return row[column] end) end)
  simple.header = rows:remove(1)
  simple.rows = rows
  simple.aligns = columns:map(function() return pandoc.AlignDefault end)
  simple.widths = columns:map(function() return 0 end)
  above:insert(pandoc.utils.from_simple_table(simple))
  return above
end

-- A short paragraph all of which is bold is a heading that its writer did not call one.
local function heading(block)
  local strong = block.t == "Para" and #block.content == 1 and block.content[1].t == "Strong" and block.content[1]
  local text = strong and pandoc.utils.stringify(strong)
  if not text or text:find("[.,:;!]$") or select(2, text:gsub("%S+", "")) > 12 then return nil end
  return pandoc.Header(3, strong.content)
end

-- Paragraphs that only look like a list's items.
local function item(block)
  local first = (block.t == "Para" or block.t == "Plain") and block.content[1]
  if not first or first.t ~= "Str" then return nil end
  local kind = BULLETS[first.text] and "bullet" or first.text:match("^%d%d?[.)]$") and "number"
  if not kind then return nil end
  local rest = pandoc.List({ table.unpack(block.content, 2) })
  while rest[1] and (rest[1].t == "Space" or rest[1].t == "SoftBreak" or rest[1].t == "LineBreak") do rest:remove(1) end
  return #rest > 0 and { kind = kind, number = tonumber(first.text:match("%d+")), blocks = { pandoc.Plain(rest) } } or nil
end

function Blocks(blocks)
  local found, open = pandoc.List({}), nil
  local function close()
    if open then
      local numbered = open.kind == "number" and pandoc.ListAttributes(open.first)
      found:insert(numbered and pandoc.OrderedList(open.items, numbered) or pandoc.BulletList(open.items))
      open = nil
    end
  end
  for _, block in ipairs(blocks) do
    block = heading(block) or block
    local one = item(block)
    if one and open and open.kind == one.kind then
      open.items:insert(one.blocks)
    else
      close()
      local before = found[#found]
      if one then
        open = { kind = one.kind, first = one.number, items = pandoc.List({ one.blocks }) }
      elseif block.t == "BulletList" and before and before.t == "BulletList" then
        before.content:extend(block.content)
      else
        found:insert(block)
      end
    end
  end
  close()
  return found
end

-- Lines that are broken by hand, such as "Salary: …" above "Hours: …", are said one by one.
function Para(para)
  if not para.content:find_if(function(inline) return inline.t == "LineBreak" end) then return nil end
  local lines = pandoc.List({ pandoc.List({}) })
  for _, inline in ipairs(para.content) do
    if inline.t == "LineBreak" then lines:insert(pandoc.List({})) else lines[#lines]:insert(inline) end
  end
  return lines:filter(function(line) return #line > 0 end):map(pandoc.Para)
end

-- Indented, not quoted.
function BlockQuote(quote)
  return quote.content
end

function Div(div)
  return div.content
end

local function without_empty(list)
  list.content = list.content:filter(function(item) return not blank(item) end)
  return #list.content > 0 and list or {}
end

BulletList, OrderedList = without_empty, without_empty

function HorizontalRule()
  return {}
end

-- The lines of a slide are its bullets.
local function bullets(blocks)
  local found, lines = pandoc.List({}), pandoc.List({})
  local function close()
    if #lines > 1 then
      found:insert(pandoc.BulletList(lines:map(function(line) return { pandoc.Plain(line.content) } end)))
    else
      found:extend(lines)
    end
    lines = pandoc.List({})
  end
  for _, block in ipairs(blocks) do
    if block.t == "Para" then
      if not pandoc.utils.stringify(block):find("^%[Graphic:") then lines:insert(block) end
    else
      close()
      found:insert(block)
    end
  end
  close()
  return found
end

-- A heading above nothing is what is left of a menu.
function Pandoc(doc)
  if doc.meta.slides then doc.blocks = bullets(doc.blocks) end
  local kept, below = pandoc.List({}), 0
  for number = #doc.blocks, 1, -1 do
    local block = doc.blocks[number]
    if block.t ~= "Header" then
      below = 7
    elseif block.level < below then
      below = block.level
    else
      block = nil
    end
    if block then kept:insert(1, block) end
  end
  return pandoc.Pandoc(kept, doc.meta)
end

function Link(link)
  return link.content
end

function Image()
  return {}
end
